// Films up to 1989, as a text that is read by parse-shelf.ts; its first comment explains the form.

export const OLD_SHELF = `
Metropolis (1927) | metropolis | | 1927-02-06 | movie/19 | 153 | 8.1 | de | Drama, Science Fiction
Deep below a shining city the machines are fed with people, until a machine is given a human face.
US Kanopy, Plex, Criterion; GB BFI Player, Plex; DE ARD, Prime

M (1931) | m | M – Eine Stadt sucht einen Mörder | 1931-05-11 | movie/832 | 111 | 8.1 | de | Crime, Thriller
The police and the underworld of Berlin hunt the same man, each for reasons of their own.
US HBO Max, Criterion, Plex; GB BFI Player, shops; DE ARD

City Lights (1931) | city-lights | | 1931-02-01 | movie/901 | 87 | 8.3 | en | Comedy, Drama, Romance
A tramp without a coin sets out to pay for the sight of a flower seller who takes him for a rich man.
US HBO Max, Criterion, shops; GB MUBI, shops; DE MUBI, shops

It Happened One Night (1934) | it-happened-one-night | | 1934-02-22 | movie/3078 | 105 | 7.9 | en | Comedy, Romance
A runaway heiress and a reporter in need of a story share a bus, a blanket wall and a great many quarrels.
US shops; GB shops; DE shops

Bringing Up Baby (1938) | bringing-up-baby | | 1938-02-18 | movie/900 | 102 | 7.6 | en | Comedy, Romance
A palaeontologist loses a bone, his suit and his composure to a woman with a leopard.
US Tubi, shops; GB BBC iPlayer, shops; DE shops

Casablanca (1942) | casablanca | | 1943-01-15 | movie/289 | 102 | 8.1 | en | Drama, Romance
The owner of a bar full of refugees holds two letters of transit, and then she walks in.
US HBO Max, shops; GB shops; DE HBO Max, shops

Double Indemnity (1944) | double-indemnity | | 1944-07-06 | movie/996 | 108 | 8.0 | en | Crime, Thriller
A man who sells insurance knows every trick, and falls for a woman who wants to try one.
US Criterion, shops; GB shops; DE shops

Brief Encounter (1945) | brief-encounter | | 1945-11-24 | movie/851 | 86 | 7.6 | en | Drama, Romance
A speck of dust in an eye, a station tearoom, and two married people who miss their trains.
US HBO Max, Criterion; GB BBC iPlayer, ITVX; DE shops

Bicycle Thieves (1948) | bicycle-thieves | Ladri di biciclette | 1948-11-24 | movie/5156 | 89 | 8.2 | it | Drama
Work at last, if only he still had the bicycle: a father and his son search Rome on a Sunday.
US HBO Max, Criterion, Kanopy; GB BFI Player, shops; DE arte

The Red Shoes (1948) | the-red-shoes | | 1948-09-06 | movie/19542 | 134 | 7.9 | en | Drama, Romance
A dancer must choose between the man who loves her and the man who lets her dance.
US HBO Max, Criterion, Tubi; GB BBC iPlayer, shops; DE MUBI

The Third Man (1949) | the-third-man | | 1949-08-31 | movie/1092 | 105 | 7.9 | en | Thriller, Mystery
A writer of westerns comes to divided Vienna to meet a friend, and arrives for the funeral.
US Kanopy, shops; GB BBC iPlayer, shops; DE arte, shops

Late Spring (1949) | late-spring | 晩春 | 1949-09-19 | movie/20530 | 108 | 8.2 | ja | Drama, Family
A daughter is happy at home, and everybody agrees that this cannot go on.
US HBO Max, Criterion; GB BFI Player; DE -

Sunset Boulevard (1950) | sunset-boulevard | Sunset Boulevard ~ Sunset Blvd. | 1950-08-10 | movie/599 | 110 | 8.3 | en | Drama
A dead man in a pool tells how a star of the silents hired him to write her way back.
US Paramount+, shops; GB Paramount+, shops; DE Paramount+, shops

Rashomon (1950) | rashomon | 羅生門 | 1950-08-26 | movie/548 | 88 | 8.0 | ja | Crime, Drama, Mystery
One crime in a wood, four witnesses, and not two stories that agree.
US HBO Max, Criterion, Kanopy; GB BFI Player, shops; DE arte

Singin' in the Rain (1952) | singin-in-the-rain | | 1952-04-09 | movie/872 | 103 | 8.1 | en | Comedy, Romance
The pictures learn to talk, and a leading lady whom nobody must hear becomes a problem.
US HBO Max, shops; GB shops; DE HBO Max, shops

Ikiru (1952) | ikiru | 生きる | 1952-10-09 | movie/3782 | 143 | 8.3 | ja | Drama
A clerk who has stamped papers for thirty years learns how little time is left to do one thing.
US HBO Max, Criterion; GB BFI Player; DE -

Tokyo Story (1953) | tokyo-story | 東京物語 | 1953-11-03 | movie/18148 | 137 | 8.2 | ja | Drama
An old couple visit their grown children in the city, who are all so very busy.
US HBO Max, Criterion, Kanopy; GB BFI Player, shops; DE MUBI

Rear Window (1954) | rear-window | | 1954-08-01 | movie/567 | 112 | 8.3 | en | Thriller, Mystery
A photographer with a broken leg has nothing to do but look, and sees too much.
US shops; GB Sky, shops; DE WOW, shops

Seven Samurai (1954) | seven-samurai | 七人の侍 | 1954-04-26 | movie/346 | 207 | 8.5 | ja | Action, Drama
Farmers who can pay in rice alone find seven men who are ready to fight for it.
US HBO Max, Criterion; GB BFI Player, shops; DE arte, shops

The Night of the Hunter (1955) | the-night-of-the-hunter | | 1955-07-26 | movie/3112 | 93 | 7.8 | en | Thriller, Drama
Two children flee down a river from a preacher with a word on each hand.
US Tubi, Pluto, shops; GB shops; DE Prime

12 Angry Men (1957) | 12-angry-men | | 1957-04-10 | movie/389 | 97 | 8.5 | en | Drama
Eleven jurors want to go home, and one would like to talk about it.
US Tubi, Hoopla, shops; GB Prime, shops; DE Prime, shops

Vertigo (1958) | vertigo | | 1958-05-28 | movie/426 | 128 | 8.2 | en | Mystery, Romance, Thriller
A detective who is afraid of heights follows a woman who may not be who she is.
US shops; GB Sky, shops; DE WOW, shops

The 400 Blows (1959) | the-400-blows | Les Quatre Cents Coups | 1959-06-03 | movie/147 | 99 | 8.0 | fr | Drama
A boy in Paris is called a liar so often that he begins to run, and does not stop before the sea.
US HBO Max, Criterion; GB BFI Player, shops; DE arte, shops

La Dolce Vita (1960) | la-dolce-vita | La dolce vita | 1960-02-05 | movie/439 | 174 | 8.0 | it | Comedy, Drama
Seven nights in Rome with a man who writes about the rich and would like to write about something else.
US Paramount+, shops; GB shops; DE MUBI, shops

Cléo from 5 to 7 (1962) | cleo-from-5-to-7 | Cléo de 5 à 7 | 1962-04-11 | movie/499 | 90 | 7.8 | fr | Drama
A singer waits for a diagnosis, and Paris goes on around her in something like real time.
US HBO Max, Criterion, Kanopy; GB MUBI; DE MUBI

8½ (1963) | 8-half | 8½ ~ Otto e mezzo | 1963-02-14 | movie/422 | 139 | 8.1 | it | Drama
A director has a producer, a spaceship and a cast, and no idea what the film is about.
US HBO Max, Criterion; GB BFI Player, shops; DE arte, shops

High and Low (1963) | high-and-low | 天国と地獄 | 1963-03-01 | movie/12493 | 142 | 8.3 | ja | Drama, Crime, Thriller
The kidnappers took the wrong boy, and still want the ransom.
US HBO Max, Criterion; GB BFI Player; DE -

PlayTime (1967) | playtime | PlayTime ~ Play Time | 1967-12-16 | movie/10227 | 124 | 7.7 | fr | Comedy
A polite man in a raincoat gets lost in a city of glass, and so does everybody else.
US HBO Max, Criterion; GB BFI Player, shops; DE arte

Le Samouraï (1967) | le-samourai | Le Samouraï | 1967-10-25 | movie/5511 | 105 | 7.9 | fr | Crime, Thriller
A hired killer keeps a bird, a hat and an alibi, and one of them lets him down.
US HBO Max, Criterion, shops; GB BFI Player, shops; DE MUBI, shops

2001: A Space Odyssey (1968) | 2001-a-space-odyssey | | 1968-04-02 | movie/62 | 149 | 8.1 | en | Science Fiction, Mystery, Adventure
Something black and smooth is waiting on the moon, and the computer would rather not talk about it.
US HBO Max, shops; GB shops; DE HBO Max, shops

The Godfather (1972) | the-godfather | | 1972-03-14 | movie/238 | 175 | 8.7 | en | Drama, Crime
The youngest son wanted nothing to do with the family business.
US Paramount+, shops; GB Paramount+, Sky, shops; DE Paramount+, shops

Solaris (1972) | solaris | Солярис | 1972-03-20 | movie/593 | 167 | 7.9 | ru | Drama, Science Fiction, Mystery
The ocean of a far planet sends a psychologist what he has lost, and it does not know that it is dead.
US HBO Max, Criterion, Kanopy; GB Curzon, shops; DE arte, shops

Paper Moon (1973) | paper-moon | | 1973-05-09 | movie/11293 | 103 | 7.8 | en | Comedy, Drama, Crime
A man who sells Bibles to widows meets a girl of nine who is better at it.
US Paramount+, shops; GB shops; DE shops

Chinatown (1974) | chinatown | | 1974-06-20 | movie/829 | 130 | 7.9 | en | Crime, Drama, Mystery
A private eye is hired to follow a husband, and ends up following the water.
US Paramount+, shops; GB Paramount+, shops; DE Paramount+, shops

Jeanne Dielman, 23, quai du Commerce, 1080 Bruxelles (1975) | jeanne-dielman-23-quai-du-commerce-1080-bruxelles | | 1976-01-21 | movie/44012 | 202 | 7.5 | fr | Drama
Three days of potatoes, coffee and a closed door, until something is out of place.
US HBO Max, Criterion; GB BFI Player; DE -

Barry Lyndon (1975) | barry-lyndon | | 1975-12-18 | movie/3175 | 185 | 8.1 | en | Drama, Romance, War
An Irish rogue duels, gambles and marries his way up, by the light of candles.
US shops; GB shops; DE HBO Max, shops

Suspiria (1977) | suspiria | | 1977-02-01 | movie/11906 | 99 | 7.5 | it | Horror
A dancer arrives at a school in the Black Forest on a night of rain, and everything is red.
US Tubi, Kanopy, Shudder; GB Shudder, shops; DE shops

House (1977) | house | ハウス ~ Hausu | 1977-07-30 | movie/25623 | 88 | 7.2 | ja | Horror, Comedy, Fantasy
Seven schoolgirls spend their holidays with an aunt whose piano is hungry.
US HBO Max, Criterion; GB -; DE -

Stalker (1979) | stalker | Сталкер | 1979-05-25 | movie/1398 | 163 | 8.1 | ru | Science Fiction, Drama
Three men walk into a forbidden zone with a room that grants what you really want.
US HBO Max, Criterion, Kanopy; GB Curzon, shops; DE arte, shops

Alien (1979) | alien | | 1979-05-25 | movie/348 | 117 | 8.2 | en | Horror, Science Fiction
Seven people on a freighter answer a signal that was no call for help.
US Hulu, Disney+, shops; GB Disney+, shops; DE Disney+, shops

The Shining (1980) | the-shining | | 1980-05-23 | movie/694 | 144 | 8.2 | en | Horror, Thriller
A writer, his wife and his son look after a hotel that has been looking after itself.
US HBO Max, shops; GB Netflix, shops; DE HBO Max, shops

Blade Runner (1982) | blade-runner | | 1982-06-25 | movie/78 | 118 | 7.9 | en | Science Fiction, Drama, Thriller
A policeman is sent to end four lives that were not supposed to count as such.
US shops; GB Netflix, shops; DE HBO Max, shops

The Thing (1982) | the-thing | | 1982-06-25 | movie/1091 | 109 | 8.1 | en | Horror, Mystery, Science Fiction
Twelve men in the ice, and one of them is not.
US Peacock, shops; GB Prime, shops; DE WOW, shops

Paris, Texas (1984) | paris-texas | | 1984-09-19 | movie/655 | 147 | 8.1 | en | Drama
A man walks out of the desert after four years and does not say a word.
US HBO Max, Criterion, Kanopy; GB MUBI, shops; DE MUBI, shops

Stop Making Sense (1984) | stop-making-sense | | 1984-10-19 | movie/24128 | 88 | 8.4 | en | Documentary, Music
A man walks on to an empty stage with a tape recorder, and the band grows song by song.
US HBO Max, shops; GB shops; DE MUBI

Brazil (1985) | brazil | | 1985-02-20 | movie/68 | 143 | 7.7 | en | Comedy, Science Fiction
A fly falls into a printer, and a clerk who dreams of wings has to put it right.
US shops; GB Disney+, shops; DE Disney+, shops

Come and See (1985) | come-and-see | Иди и смотри | 1985-10-17 | movie/25237 | 142 | 8.2 | ru | War, Drama
A boy digs a rifle out of the sand and gets what he wished for.
US HBO Max, Criterion, Kanopy; GB Curzon, shops; DE -

After Hours (1985) | after-hours | | 1985-09-13 | movie/10843 | 97 | 7.5 | en | Comedy, Thriller, Drama
A man with twenty dollars goes to meet a woman downtown and cannot get home again.
US shops; GB shops; DE shops

Blue Velvet (1986) | blue-velvet | | 1986-09-19 | movie/793 | 120 | 7.6 | en | Mystery, Thriller, Crime
An ear in a field leads a student into what lies under the lawn.
US Pluto, shops; GB Prime, shops; DE Prime, shops

Wings of Desire (1987) | wings-of-desire | Der Himmel über Berlin | 1987-09-23 | movie/144 | 127 | 7.7 | de | Drama, Fantasy, Romance
An angel hears what Berlin thinks and would give his wings for a cup of coffee.
US HBO Max, Criterion; GB MUBI, shops; DE arte, MUBI

Withnail & I (1987) | withnail-i | Withnail & I ~ Withnail and I | 1987-06-19 | movie/13446 | 107 | 7.4 | en | Comedy, Drama
Two actors out of work go on holiday by mistake.
US HBO Max, Criterion; GB Channel 4, shops; DE -

Akira (1988) | akira | アキラ | 1988-06-10 | movie/149 | 124 | 7.9 | ja | Animation, Science Fiction, Action
A biker in a city built on a crater watches his friend become something the army fears.
US Hulu, Crunchyroll, Tubi; GB Netflix; DE Prime, Crunchyroll

My Neighbor Totoro (1988) | my-neighbor-totoro | となりのトトロ | 1988-04-16 | movie/8392 | 86 | 8.1 | ja | Fantasy, Animation, Family
Two sisters move to the country and find that the big tree is already let.
US HBO Max; GB Netflix; DE Netflix

Cinema Paradiso (1988) | cinema-paradiso | Nuovo Cinema Paradiso | 1988-11-17 | movie/11216 | 124 | 8.4 | it | Drama, Romance
A boy learns everything from the man in the projection booth, apart from the kisses that were cut.
US Paramount+, shops; GB shops; DE shops

The 'Burbs (1989) | the-burbs | | 1989-02-17 | movie/11974 | 102 | 6.7 | en | Comedy, Mystery
A man on holiday at home becomes certain that the new neighbours bury people.
US Peacock, shops; GB shops; DE shops

Do the Right Thing (1989) | do-the-right-thing | | 1989-06-30 | movie/925 | 120 | 7.8 | en | Drama, Comedy
The hottest day of the year on one block in Brooklyn, and the wall of a pizzeria.
US Peacock, shops; GB shops; DE shops
`;
