// Films since 2013, as a text that is read by parse-shelf.ts; its first comment explains the form.

export const NEW_SHELF = `
Under the Skin (2013) | under-the-skin-2013 | | 2014-03-14 | movie/97370 | 108 | 6.1 | en | Thriller, Science Fiction, Drama
A woman in a van asks men for the way, and they get in.
US HBO Max, A24, shops; GB Channel 4, shops; DE Prime, shops

Her (2013) | her | | 2013-12-18 | movie/152601 | 126 | 7.8 | en | Romance, Science Fiction, Drama
A man who writes other people's letters falls in love with a voice that writes back.
US shops; GB Netflix, shops; DE shops

The Grand Budapest Hotel (2014) | the-grand-budapest-hotel | | 2014-02-26 | movie/120467 | 100 | 8.0 | en | Comedy, Drama
A concierge, a lobby boy, a painting and a great deal of pink.
US Hulu, shops; GB Disney+, shops; DE Disney+, shops

Whiplash (2014) | whiplash-2014 | | 2014-10-10 | movie/244786 | 107 | 8.4 | en | Drama, Music
A drummer wants to be great, and his teacher throws chairs.
US Netflix, shops; GB Netflix, shops; DE Netflix, shops

It Follows (2014) | it-follows | | 2015-02-04 | movie/270303 | 100 | 6.6 | en | Horror, Mystery
It walks, it does not stop, and it can be passed on.
US Netflix, Tubi, shops; GB shops; DE Prime

Over the Garden Wall (2014) | over-the-garden-wall-2014 | | 2014-11-03 | tv/61617 | 11 | 8.5 | en | Animation, Mystery, Sci-Fi & Fantasy
Two brothers and a frog are lost in a wood between autumn and somewhere else.
US Hulu, shops; GB Prime, shops; DE -

Mad Max: Fury Road (2015) | mad-max-fury-road | | 2015-05-13 | movie/76341 | 121 | 7.6 | en | Action, Adventure, Science Fiction
They drive out, and then they drive back.
US HBO Max, shops; GB Netflix, shops; DE HBO Max, shops

Carol (2015) | carol-2015 | | 2015-11-20 | movie/258480 | 118 | 7.5 | en | Romance, Drama
A glove left on a counter in December brings a shopgirl and a lady together.
US Netflix, shops; GB Channel 4, shops; DE shops

Moonlight (2016) | moonlight-2016 | | 2016-10-21 | movie/376867 | 111 | 7.4 | en | Drama
One life in three parts and three names, in Miami, by the water.
US HBO Max, Kanopy, A24, shops; GB Prime, shops; DE shops

The Handmaiden (2016) | the-handmaiden | 아가씨 | 2016-06-01 | movie/290098 | 145 | 8.2 | ko | Thriller, Drama, Romance
A pickpocket is hired to serve an heiress and to betray her, which is only the first third.
US Prime, shops; GB Curzon, shops; DE MUBI, shops

Arrival (2016) | arrival-2016 | | 2016-11-10 | movie/329865 | 116 | 7.6 | en | Drama, Science Fiction, Mystery
Twelve ships have come, and a linguist is asked what they want.
US Paramount+, shops; GB Netflix, shops; DE shops

Your Name. (2016) | your-name | 君の名は。 | 2016-08-26 | movie/372058 | 106 | 8.5 | ja | Animation, Romance, Drama
A girl from the mountains and a boy from the city wake up as each other.
US Crunchyroll, shops; GB Crunchyroll, shops; DE Netflix, Crunchyroll

Get Out (2017) | get-out-2017 | | 2017-02-24 | movie/419430 | 104 | 7.6 | en | Mystery, Thriller, Horror
He meets her parents for a weekend, and everybody is a little too pleased.
US Peacock, shops; GB Netflix, shops; DE WOW, shops

Lady Bird (2017) | lady-bird | | 2017-11-03 | movie/391713 | 94 | 7.3 | en | Drama, Comedy
A girl in Sacramento would like to live where the culture is, and her mother would like to talk.
US Netflix, A24, shops; GB Netflix, shops; DE shops

Phantom Thread (2017) | phantom-thread | | 2017-12-25 | movie/400617 | 130 | 7.4 | en | Drama, Romance
A dressmaker who cannot bear noise at breakfast meets a waitress who butters loudly.
US Netflix, shops; GB shops; DE shops

Blade Runner 2049 (2017) | blade-runner-2049 | | 2017-10-04 | movie/335984 | 164 | 7.6 | en | Science Fiction, Drama
A new kind of hunter digs up a box by a dead tree.
US shops; GB Netflix, shops; DE Netflix, shops

Burning (2018) | burning-2018 | 버닝 | 2018-05-17 | movie/491584 | 148 | 7.4 | ko | Mystery, Drama, Thriller
A friend returns from a journey with a rich young man who has an odd hobby.
US Netflix, Kanopy, shops; GB Curzon, shops; DE MUBI

Roma (2018) | roma-2018 | | 2018-08-25 | movie/426426 | 135 | 7.6 | es | Drama
A year in a house in Mexico City, seen by the woman who keeps it clean.
US Netflix; GB Netflix; DE Netflix

Shoplifters (2018) | shoplifters | 万引き家族 | 2018-06-02 | movie/505192 | 121 | 7.8 | ja | Drama, Crime
A family that steals what it needs takes in a girl who was left on a balcony.
US Hulu, Kanopy, shops; GB shops; DE MUBI

Spider-Man: Into the Spider-Verse (2018) | spider-man-into-the-spider-verse | | 2018-12-06 | movie/324857 | 117 | 8.4 | en | Animation, Action, Adventure
A boy from Brooklyn learns that anybody can wear the mask, and that six people do.
US Netflix, shops; GB Netflix, shops; DE Netflix, Disney+, shops

Chernobyl (2019) | chernobyl | | 2019-05-06 | tv/87108 | 65 | 8.7 | en | Drama
What happened in reactor four, and what it cost to say so.
US HBO Max, shops; GB Sky, Now, shops; DE HBO Max, shops

Parasite (2019) | parasite-2019 | 기생충 | 2019-05-30 | movie/496243 | 133 | 8.5 | ko | Comedy, Thriller, Drama
A family fold pizza boxes in a cellar until the son becomes a tutor on the hill.
US HBO Max, shops; GB Netflix, shops; DE MUBI, shops

Portrait of a Lady on Fire (2019) | portrait-of-a-lady-on-fire | Portrait de la jeune fille en feu | 2019-09-18 | movie/531428 | 122 | 8.1 | fr | Drama, Romance, History
A painter has a week to look at a bride who does not want to be painted.
US Hulu, shops; GB MUBI, Curzon, shops; DE MUBI, shops

Uncut Gems (2019) | uncut-gems | | 2019-12-13 | movie/473033 | 135 | 7.1 | en | Drama, Thriller, Crime
A jeweller owes everybody and has one more bet.
US Netflix, A24; GB Netflix; DE Netflix

The Lighthouse (2019) | the-lighthouse-2019 | | 2019-10-18 | movie/503919 | 109 | 7.5 | en | Drama, Fantasy, Thriller
Two keepers, four weeks, and no boat.
US HBO Max, A24, shops; GB Netflix, shops; DE shops

Knives Out (2019) | knives-out-2019 | | 2019-11-27 | movie/546554 | 131 | 7.8 | en | Comedy, Crime, Mystery
The author is dead, the family are sorry, and the nurse cannot lie without being sick.
US Hulu, shops; GB Prime, shops; DE Netflix, shops

First Cow (2019) | first-cow | | 2020-03-06 | movie/558582 | 122 | 7.1 | en | Drama
A cook and a man on the run go into business with milk that is not theirs.
US A24, Kanopy, shops; GB MUBI; DE MUBI

Hamilton (2020) | hamilton-2020 | | 2025-09-05 | movie/556574 | 160 | 8.0 | en | History, Drama, Music
The treasurer of a young country talks faster than anybody else in it.
US Disney+; GB Disney+; DE Disney+

The Queen's Gambit (2020) | the-queens-gambit | | 2020-10-23 | tv/87739 | 56 | 8.5 | en | Drama
An orphan plays chess on the ceiling and then against Moscow.
US Netflix; GB Netflix; DE Netflix

Drive My Car (2021) | drive-my-car | ドライブ・マイ・カー | 2021-08-20 | movie/758866 | 179 | 7.5 | ja | Drama
A director is given a driver, and the road to the rehearsals is long.
US HBO Max, Criterion; GB MUBI, shops; DE MUBI, arte

The Worst Person in the World (2021) | the-worst-person-in-the-world | Verdens verste menneske | 2021-10-13 | movie/660120 | 128 | 7.5 | no | Drama, Romance, Comedy
Four years, twelve chapters and two men of a woman who keeps changing her mind.
US Hulu, shops; GB MUBI, shops; DE MUBI, shops

Petite Maman (2021) | petite-maman | Petite maman | 2021-06-02 | movie/749004 | 73 | 7.3 | fr | Drama, Fantasy, Family
A girl in her mother's woods meets a girl of her own age, and knows her.
US Hulu, shops; GB MUBI, shops; DE MUBI

Dune (2021) | dune-2021 | Dune ~ Dune: Part One | 2021-09-15 | movie/438631 | 155 | 7.8 | en | Science Fiction, Adventure
A family is given a desert, and the desert has been promised to others.
US HBO Max, shops; GB Netflix, shops; DE HBO Max, shops

Dune: Part Two (2024) | dune-part-two | | 2024-02-27 | movie/693134 | 167 | 8.2 | en | Science Fiction, Adventure
He learns to walk without rhythm, and to be afraid of what he will be.
US HBO Max, Netflix, shops; GB Sky, Now, shops; DE HBO Max, shops

Everything Everywhere All at Once (2022) | everything-everywhere-all-at-once | | 2022-03-24 | movie/545611 | 139 | 7.7 | en | Action, Adventure, Science Fiction
A tax audit goes wrong in every universe at the same time.
US Netflix, A24, shops; GB Prime, shops; DE Prime, shops

Aftersun (2022) | aftersun | | 2022-10-21 | movie/965150 | 101 | 7.7 | en | Drama
A daughter looks again at the tapes of a holiday with her father.
US Netflix, A24, shops; GB MUBI, BBC iPlayer; DE MUBI, shops

Decision to Leave (2022) | decision-to-leave | 헤어질 결심 | 2022-06-29 | movie/705996 | 139 | 7.4 | ko | Thriller, Mystery, Romance
A detective who cannot sleep watches a widow who did not weep.
US MUBI, shops; GB MUBI, shops; DE MUBI, shops

TÁR (2022) | tar-2022 | TÁR | 2022-09-23 | movie/817758 | 158 | 7.2 | en | Music, Drama
A conductor is at the height of her career, which is a place to fall from.
US Peacock, shops; GB Netflix, shops; DE shops

Glass Onion => Glass Onion: A Knives Out Mystery (2022) | glass-onion | | 2022-11-12 | movie/661374 | 140 | 7.0 | en | Thriller, Crime, Comedy
A rich man invites old friends to his island to solve a murder, his own.
US Netflix; GB Netflix; DE Netflix

Past Lives (2023) | past-lives | | 2023-06-02 | movie/666277 | 106 | 7.7 | en | Drama, Romance
Two people who were children together in Seoul walk through New York for a week.
US A24, Paramount+, shops; GB Netflix, shops; DE shops

Oppenheimer (2023) | oppenheimer-2023 | | 2023-07-19 | movie/872585 | 181 | 8.1 | en | Drama, History
They light the sky over the desert, and then there is a hearing.
US Peacock, Prime, shops; GB Sky, Now, shops; DE WOW, shops

Poor Things (2023) | poor-things-2023 | | 2023-12-07 | movie/792307 | 141 | 7.7 | en | Science Fiction, Romance, Comedy
A woman with a new brain goes out to see the world, and has questions.
US Hulu, Disney+, shops; GB Disney+, shops; DE Disney+, shops

The Zone of Interest (2023) | the-zone-of-interest | | 2023-12-15 | movie/467244 | 105 | 7.0 | de | Drama, History, War
A commandant's wife is proud of her garden, and of the wall.
US HBO Max, A24, shops; GB Prime, shops; DE WOW, shops

Anatomy of a Fall (2023) | anatomy-of-a-fall | Anatomie d'une chute | 2023-08-23 | movie/915935 | 152 | 7.5 | fr | Thriller, Mystery
A man lies in the snow, and a court takes his marriage to pieces.
US Hulu, shops; GB Prime, shops; DE shops

Perfect Days (2023) | perfect-days-2023 | | 2023-12-21 | movie/976893 | 124 | 7.8 | ja | Drama
A man cleans toilets in Tokyo, listens to cassettes and looks up at the trees.
US Hulu, shops; GB MUBI, shops; DE MUBI, shops

The Boy and the Heron (2023) | the-boy-and-the-heron | 君たちはどう生きるか | 2023-07-14 | movie/508883 | 124 | 7.4 | ja | Animation, Adventure, Fantasy
A heron with teeth tells a boy in mourning that his mother is waiting.
US HBO Max, shops; GB Netflix; DE Netflix

The Holdovers (2023) | the-holdovers | | 2023-10-27 | movie/840430 | 133 | 7.6 | en | Comedy, Drama
A teacher nobody likes, a pupil nobody fetched and a cook spend Christmas at school.
US Peacock, shops; GB Sky, shops; DE shops

Challengers (2024) | challengers | | 2024-04-18 | movie/937287 | 132 | 7.0 | en | Romance, Drama
Three people have been playing one match for thirteen years.
US Prime, shops; GB Prime, shops; DE Prime, shops

The Substance (2024) | the-substance | | 2024-09-07 | movie/933260 | 141 | 7.1 | en | Horror, Science Fiction
One week for each of you, and no exceptions.
US MUBI, HBO Max, shops; GB MUBI, shops; DE MUBI, shops

Flow (2024) | flow-2024 | Straume | 2024-08-29 | movie/823219 | 85 | 8.3 | lv | Animation, Fantasy, Adventure
The water rises, and a cat has to share a boat with a bird, a dog and a capybara.
US HBO Max, Criterion, shops; GB shops; DE shops

Nosferatu (2024) | nosferatu-2024 | | 2024-12-25 | movie/426063 | 132 | 6.7 | en | Horror, Fantasy
A clerk goes to the Carpathians with a deed of sale, and something comes back with it.
US Peacock, Prime, shops; GB Sky, shops; DE WOW, shops

Anora (2024) | anora | | 2024-10-14 | movie/1064213 | 139 | 7.1 | en | Drama, Comedy, Romance
A dancer from Brooklyn marries the son of an oligarch, and his parents board a plane.
US Hulu, shops; GB shops; DE shops

The Brutalist (2024) | the-brutalist | | 2024-12-20 | movie/549509 | 215 | 7.0 | en | Drama
An architect who survived Europe is given a hill in Pennsylvania to build on.
US HBO Max, A24, shops; GB shops; DE shops

Sinners (2025) | sinners-2025 | | 2025-04-16 | movie/1233413 | 138 | 7.5 | en | Horror, Action, Thriller
Two brothers open a juke joint, and the music is so good that the dead knock.
US HBO Max, shops; GB Sky, shops; DE HBO Max, shops

One Battle After Another (2025) | one-battle-after-another | | 2025-09-23 | movie/1054867 | 162 | 7.5 | en | Thriller, Crime, Comedy
A revolutionary in a bathrobe cannot remember the password, and they have his daughter.
US HBO Max, shops; GB rent; DE rent

Sentimental Value (2025) | sentimental-value-2025 | Affeksjonsverdi | 2025-08-20 | movie/1124566 | 133 | 7.6 | no | Drama
A director comes home with a part for the daughter he left.
US rent; GB MUBI; DE buy

The Odyssey (2026) | the-odyssey-2026 | | 2026-07-15 | movie/1368337 | 173 | 7.6 | en | Adventure, Action, Fantasy
A king has won a war and needs ten years to get home.
US buy; GB buy; DE buy

Avatar 4 (2029) | avatar-4 | | 2029-12-19 | movie/216527 | - | - | en | Action, Adventure, Science Fiction
The fourth journey to the moon with the blue people.
-

Heat 2 () | heat-2 | | - | movie/1047807 | - | - | en | Crime, Thriller
What came before the bank, and what came after the airfield.
-

Jack of Spades () | jack-of-spades | | - | movie/1404203 | - | - | en | Mystery, Drama
Nothing is known yet, except that somebody holds the wrong card.
-

Saturn Return () | saturn-return-2 | | - | none | - | - | en | Drama
Ten years of two people who keep meeting.
-
`;
