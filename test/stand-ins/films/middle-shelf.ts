// Films from 1990 to 2012, as a text that is read by parse-shelf.ts; its first comment explains the form.

export const MIDDLE_SHELF = `
Close-Up (1990) | close-up | کلوزآپ ، نمای نزدیک | 1990-10-30 | movie/30017 | 98 | 7.8 | fa | Drama, Crime, Documentary
A man says he is a famous director, and the family that believed him take the stand.
US HBO Max, Criterion; GB BFI Player; DE -

GoodFellas (1990) | goodfellas | | 1990-09-12 | movie/769 | 145 | 8.5 | en | Drama, Crime
As far back as he can remember he wanted to be one of them.
US HBO Max, shops; GB Netflix, shops; DE HBO Max, shops

A Brighter Summer Day (1991) | a-brighter-summer-day | 牯嶺街少年殺人事件 | 1991-07-27 | movie/15804 | 237 | 8.2 | zh | Drama, Crime
Taipei around 1960: gangs, rock and roll, a torch, and a boy who is not like the others.
US HBO Max, Criterion; GB -; DE -

Thelma & Louise (1991) | thelma-louise | | 1991-05-24 | movie/1541 | 130 | 7.5 | en | Drama, Thriller, Adventure
A weekend in the mountains turns into a chase, and two women find that they like driving.
US Prime, shops; GB Prime, shops; DE shops

The Silence of the Lambs (1991) | the-silence-of-the-lambs | | 1991-02-14 | movie/274 | 119 | 8.3 | en | Crime, Drama, Thriller
To catch one murderer a trainee has to be read by another.
US Prime, shops; GB Prime, shops; DE Prime, shops

Three Colours: Blue => Three Colors: Blue (1993) | three-colours-blue | Trois couleurs : Bleu | 1993-09-08 | movie/108 | 98 | 7.7 | fr | Drama
A woman who has lost everything tries to keep nothing, and the music comes back.
US HBO Max, Criterion; GB MUBI, shops; DE MUBI, shops

Groundhog Day (1993) | groundhog-day | | 1993-02-11 | movie/137 | 101 | 7.6 | en | Romance, Fantasy, Comedy
The weather man has to live through one day until he gets it right.
US AMC+, shops; GB Netflix, shops; DE Netflix, shops

Chungking Express (1994) | chungking-express | 重慶森林 | 1994-07-14 | movie/11104 | 103 | 8.0 | cn | Drama, Comedy, Romance
Two policemen, one snack bar, a tin of pineapple and the same song again.
US HBO Max, Criterion; GB MUBI; DE MUBI, shops

Sátántangó (1994) | satantango | Sátántangó | 1994-02-08 | movie/31414 | 439 | 8.0 | hu | Drama, Mystery
In the rain, in the mud, a village waits seven hours for a man who was said to be dead.
US Kanopy; GB Curzon; DE -

Before Sunrise (1995) | before-sunrise | | 1995-01-27 | movie/76 | 101 | 7.9 | en | Drama, Romance
Two strangers get off a train in Vienna and have until morning.
US shops; GB shops; DE HBO Max, shops

La Haine (1995) | la-haine | La Haine | 1995-05-31 | movie/406 | 98 | 8.1 | fr | Drama
Three friends, twenty hours after a riot, and one lost gun.
US HBO Max, Criterion; GB MUBI, shops; DE shops

Heat (1995) | heat-1995 | | 1995-12-15 | movie/949 | 170 | 7.9 | en | Action, Crime, Drama
A thief who can leave everything in half a minute, and the policeman who will not let him.
US Netflix, shops; GB Disney+, shops; DE Disney+, shops

Fargo (1996) | fargo | | 1996-03-08 | movie/275 | 98 | 7.9 | en | Crime, Drama, Thriller
A car salesman has a simple plan, and a pregnant chief of police has breakfast.
US Prime, shops; GB Prime, shops; DE Prime, shops

Crash (1996) | crash | | 1996-07-17 | movie/884 | 100 | 6.6 | en | Drama, Thriller
After an accident a man meets people who are in search of the next one.
US HBO Max, Criterion; GB shops; DE -

Princess Mononoke (1997) | princess-mononoke | もののけ姫 | 1997-07-12 | movie/128 | 134 | 8.3 | ja | Adventure, Fantasy, Animation
A cursed prince stands between a town of iron and a girl who rides with the wolves.
US HBO Max; GB Netflix; DE Netflix

Cure (1997) | cure | キュア | 1997-11-06 | movie/36095 | 111 | 7.5 | ja | Thriller, Mystery, Horror
The murders are alike, the murderers are not, and all of them met a man who asks who you are.
US HBO Max, Criterion; GB BFI Player; DE -

Happy Together (1997) | happy-together-1997 | 春光乍洩 | 1997-05-27 | movie/18329 | 96 | 7.7 | cn | Drama, Romance
Two men from Hong Kong break up and start over in Buenos Aires, again and again.
US HBO Max, Criterion; GB MUBI; DE MUBI

The Big Lebowski (1998) | the-big-lebowski | | 1998-03-06 | movie/115 | 117 | 7.8 | en | Comedy, Crime
It is about a rug, mostly.
US Peacock, shops; GB Netflix, shops; DE WOW, shops

The Matrix (1999) | the-matrix | | 1999-03-31 | movie/603 | 136 | 8.2 | en | Action, Science Fiction
A programmer is offered two pills, and takes the one with the consequences.
US HBO Max, shops; GB Netflix, shops; DE HBO Max, shops

Beau Travail (1999) | beau-travail | Beau travail | 2000-05-03 | movie/14626 | 93 | 7.2 | fr | Drama, War
A sergeant of the Foreign Legion remembers heat, ironing and a recruit he could not bear.
US HBO Max, Criterion; GB BFI Player, shops; DE -

Magnolia (1999) | magnolia | | 1999-12-10 | movie/334 | 189 | 7.7 | en | Drama
Nine people in one valley are sorry on the same rainy night, and the weather gets worse.
US shops; GB shops; DE shops

Yi Yi (2000) | yi-yi | 一一 | 2000-09-20 | movie/25538 | 174 | 8.0 | zh | Drama, Romance
A wedding, a funeral, and a boy who photographs the backs of heads.
US HBO Max, Criterion; GB -; DE -

In the Mood for Love (2000) | in-the-mood-for-love | 花樣年華 | 2000-09-29 | movie/843 | 99 | 8.1 | cn | Drama, Romance
Two neighbours find that their spouses are a couple, and rehearse what to say.
US HBO Max, Criterion; GB MUBI; DE MUBI, arte

Mulholland Drive (2001) | mulholland-drive | Mulholland Drive ~ Mulholland Dr. | 2001-06-06 | movie/1018 | 147 | 7.7 | en | Thriller, Drama, Mystery
One woman has lost her memory and another has just come to Hollywood, or the other way about.
US Criterion, shops; GB StudioCanal, shops; DE arte, shops

Spirited Away (2001) | spirited-away | 千と千尋の神隠し | 2001-07-20 | movie/129 | 125 | 8.5 | ja | Animation, Family, Fantasy
A girl whose parents ate too much finds work in a bathhouse for gods.
US HBO Max; GB Netflix; DE Netflix

Donnie Darko (2001) | donnie-darko | | 2001-01-19 | movie/141 | 114 | 7.8 | en | Fantasy, Drama, Mystery
A rabbit tells a boy the hour at which the world will end.
US AMC+, Tubi, shops; GB ITVX, shops; DE Prime

Oldboy (2003) | oldboy | 올드보이 | 2003-11-21 | movie/670 | 120 | 8.2 | ko | Drama, Thriller, Mystery, Action
Fifteen years in a room without a reason, and five days to find one.
US Netflix, shops; GB Prime, shops; DE shops

Memories of Murder (2003) | memories-of-murder | 살인의 추억 | 2003-05-02 | movie/11423 | 131 | 8.1 | ko | Crime, Drama, Thriller
Detectives in the country, two methods, and a murderer who waits for rain.
US Tubi, Hulu, shops; GB Curzon, shops; DE shops

Lost in Translation (2003) | lost-in-translation | | 2003-09-12 | movie/153 | 102 | 7.4 | en | Drama, Comedy, Romance
Two people who cannot sleep share a hotel bar, a city and a few days.
US Peacock, shops; GB Netflix, shops; DE shops

Eternal Sunshine of the Spotless Mind (2004) | eternal-sunshine-of-the-spotless-mind | | 2004-03-19 | movie/38 | 108 | 8.1 | en | Science Fiction, Drama, Romance
He has her taken out of his memory, and half-way through would like to keep one evening.
US Peacock, shops; GB Netflix, shops; DE shops

Caché (2005) | cache | Caché ~ Hidden | 2005-10-05 | movie/445 | 118 | 7.2 | fr | Drama, Mystery, Thriller
A family receive a film of their own front door, two hours of it.
US Criterion, shops; GB Curzon, shops; DE MUBI

Pan's Labyrinth (2006) | pans-labyrinth | El laberinto del fauno | 2006-10-10 | movie/1417 | 119 | 7.8 | es | Fantasy, Drama, War
Spain in 1944: upstairs a captain, under the garden a faun with three tasks.
US Netflix, shops; GB StudioCanal, shops; DE shops

Children of Men (2006) | children-of-men | | 2006-09-22 | movie/9693 | 109 | 7.6 | en | Drama, Action, Thriller, Science Fiction
Nobody has been born for eighteen years, and now somebody needs a lift to the coast.
US Peacock, shops; GB ITVX, shops; DE WOW, shops

Zodiac (2007) | zodiac | | 2007-03-02 | movie/1949 | 157 | 7.5 | en | Crime, Mystery, Thriller
A cartoonist cannot leave a puzzle alone, and the years go by.
US Paramount+, shops; GB Netflix, shops; DE HBO Max, shops

There Will Be Blood (2007) | there-will-be-blood | | 2007-12-26 | movie/7345 | 158 | 8.1 | en | Drama
A man finds silver, then oil, then that he hates most people.
US Paramount+, shops; GB Paramount+, shops; DE Disney+, shops

In Bruges (2008) | in-bruges | | 2008-02-08 | movie/8321 | 108 | 7.5 | en | Comedy, Drama, Crime
Two killers have to hide in a pretty town until Christmas, and only one of them likes churches.
US Peacock, shops; GB Channel 4, shops; DE shops

WALL·E (2008) | walle | | 2008-06-22 | movie/10681 | 98 | 8.1 | en | Animation, Family, Science Fiction
The last robot on Earth tidies up, and collects what is too good to press.
US Disney+, shops; GB Disney+, shops; DE Disney+, shops

The Dark Knight (2008) | the-dark-knight | | 2008-07-16 | movie/155 | 152 | 8.5 | en | Action, Crime, Thriller
A man in a mask, a man in make-up, and a city that has to choose.
US HBO Max, Netflix, shops; GB Sky, shops; DE HBO Max, shops

Fantastic Mr. Fox (2009) | fantastic-mr-fox | | 2009-10-23 | movie/10315 | 87 | 7.8 | en | Animation, Comedy, Family
A newspaper man with a tail cannot resist one last job, or three.
US Disney+, shops; GB Disney+, shops; DE Disney+, shops

Dogtooth (2009) | dogtooth | Κυνόδοντας | 2009-11-11 | movie/38810 | 97 | 7.1 | el | Drama
Three grown children have never left the garden, and the sea is a kind of chair.
US Kanopy, Hoopla, shops; GB Curzon, shops; DE -

Inception (2010) | inception | | 2010-07-15 | movie/27205 | 148 | 8.4 | en | Action, Science Fiction, Adventure
A thief of dreams is hired to leave something behind.
US Netflix, shops; GB Netflix, shops; DE HBO Max, shops

The Social Network (2010) | the-social-network | | 2010-10-01 | movie/37799 | 121 | 7.4 | en | Drama
He had a million friends and two lawsuits.
US Netflix, shops; GB Netflix, shops; DE Netflix, shops

A Separation (2011) | a-separation | جدایی نادر از سیمین | 2011-03-15 | movie/60243 | 123 | 8.0 | fa | Drama
She wants to leave the country, he cannot leave his father, and then there is the woman on the stairs.
US shops; GB Curzon, shops; DE MUBI, shops

Drive (2011) | drive-2011 | | 2011-09-15 | movie/64690 | 100 | 7.6 | en | Drama, Thriller, Crime
Give him a time and a place, and he gives you five minutes.
US Netflix, shops; GB shops; DE shops

Melancholia (2011) | melancholia | | 2011-05-26 | movie/62215 | 135 | 7.2 | en | Drama, Science Fiction
A wedding goes wrong while a planet draws near.
US Hulu, shops; GB MUBI, shops; DE MUBI, shops

Holy Motors (2012) | holy-motors | | 2012-07-04 | movie/103328 | 116 | 7.0 | fr | Drama, Fantasy
A man is driven through Paris from one life to the next, by appointment.
US Kanopy, Tubi, shops; GB Curzon, shops; DE arte

Frances Ha (2012) | frances-ha | | 2013-05-17 | movie/121986 | 86 | 7.5 | en | Comedy, Drama
A dancer who does not really dance looks for a place to stay in New York.
US Netflix, AMC+, shops; GB MUBI, shops; DE MUBI, shops
`;
