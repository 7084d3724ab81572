// Who made the films of the shelves, and where: slug | directors (of a series: who created it) | some of the cast |
// countries of production. True as far as we know.

const PEOPLE = `
close-up | Abbas Kiarostami | Hossain Sabzian, Mohsen Makhmalbaf | IR
goodfellas | Martin Scorsese | Robert De Niro, Ray Liotta, Joe Pesci, Lorraine Bracco, Paul Sorvino, Frank Vincent | US
a-brighter-summer-day | Edward Yang | Chang Chen, Lisa Yang, Chang Kuo-chu, Elaine Jin | TW
thelma-louise | Ridley Scott | Susan Sarandon, Geena Davis, Harvey Keitel, Michael Madsen, Brad Pitt | US,GB,FR
the-silence-of-the-lambs | Jonathan Demme | Jodie Foster, Anthony Hopkins, Scott Glenn, Ted Levine | US
three-colours-blue | Krzysztof Kieślowski | Juliette Binoche, Benoît Régent, Florence Pernel | FR,PL,CH
groundhog-day | Harold Ramis | Bill Murray, Andie MacDowell, Chris Elliott, Stephen Tobolowsky | US
chungking-express | Wong Kar-wai | Brigitte Lin, Tony Leung Chiu-wai, Faye Wong, Takeshi Kaneshiro | HK
satantango | Béla Tarr | Mihály Víg, Putyi Horváth, László feLugossy | HU,DE,CH
before-sunrise | Richard Linklater | Ethan Hawke, Julie Delpy | US,AT
la-haine | Mathieu Kassovitz | Vincent Cassel, Hubert Koundé, Saïd Taghmaoui | FR
heat-1995 | Michael Mann | Al Pacino, Robert De Niro, Val Kilmer, Jon Voight, Tom Sizemore, Diane Venora | US
fargo | Joel Coen, Ethan Coen | Frances McDormand, William H. Macy, Steve Buscemi, Peter Stormare | US,GB
crash | David Cronenberg | James Spader, Holly Hunter, Elias Koteas, Deborah Kara Unger, Rosanna Arquette | CA,GB
princess-mononoke | Hayao Miyazaki | Yoji Matsuda, Yuriko Ishida, Yuko Tanaka | JP
cure | Kiyoshi Kurosawa | Koji Yakusho, Masato Hagiwara, Tsuyoshi Ujiki | JP
happy-together-1997 | Wong Kar-wai | Leslie Cheung, Tony Leung Chiu-wai, Chang Chen | HK
the-big-lebowski | Joel Coen, Ethan Coen | Jeff Bridges, John Goodman, Julianne Moore, Steve Buscemi | US,GB
the-matrix | Lana Wachowski, Lilly Wachowski | Keanu Reeves, Laurence Fishburne, Carrie-Anne Moss, Hugo Weaving | US
beau-travail | Claire Denis | Denis Lavant, Michel Subor, Grégoire Colin | FR
magnolia | Paul Thomas Anderson | Tom Cruise, Julianne Moore, Philip Seymour Hoffman, William H. Macy, John C. Reilly | US
yi-yi | Edward Yang | Wu Nien-jen, Elaine Jin, Kelly Lee, Jonathan Chang | TW,JP
in-the-mood-for-love | Wong Kar-wai | Tony Leung Chiu-wai, Maggie Cheung | HK,FR
mulholland-drive | David Lynch | Naomi Watts, Laura Harring, Justin Theroux, Ann Miller, Dan Hedaya | US,FR
spirited-away | Hayao Miyazaki | Rumi Hiiragi, Miyu Irino, Mari Natsuki | JP
donnie-darko | Richard Kelly | Jake Gyllenhaal, Jena Malone, Mary McDonnell, Holmes Osborne | US
oldboy | Park Chan-wook | Choi Min-sik, Yoo Ji-tae, Kang Hye-jung | KR
memories-of-murder | Bong Joon Ho | Song Kang-ho, Kim Sang-kyung, Kim Roi-ha | KR
lost-in-translation | Sofia Coppola | Bill Murray, Scarlett Johansson, Giovanni Ribisi, Anna Faris | US,JP
eternal-sunshine-of-the-spotless-mind | Michel Gondry | Jim Carrey, Kate Winslet, Kirsten Dunst, Mark Ruffalo, Elijah Wood | US
cache | Michael Haneke | Daniel Auteuil, Juliette Binoche, Maurice Bénichou | FR,AT,DE,IT
pans-labyrinth | Guillermo del Toro | Ivana Baquero, Sergi López, Maribel Verdú, Doug Jones | ES,MX
children-of-men | Alfonso Cuarón | Clive Owen, Julianne Moore, Michael Caine, Clare-Hope Ashitey | GB,US
zodiac | David Fincher | Jake Gyllenhaal, Mark Ruffalo, Robert Downey Jr. | US
there-will-be-blood | Paul Thomas Anderson | Daniel Day-Lewis, Paul Dano, Ciarán Hinds | US
in-bruges | Martin McDonagh | Colin Farrell, Brendan Gleeson, Ralph Fiennes | GB,US
walle | Andrew Stanton | Ben Burtt, Elissa Knight, Jeff Garlin, Sigourney Weaver | US
the-dark-knight | Christopher Nolan | Christian Bale, Heath Ledger, Aaron Eckhart, Michael Caine, Maggie Gyllenhaal, Gary Oldman | US,GB
fantastic-mr-fox | Wes Anderson | George Clooney, Meryl Streep, Jason Schwartzman, Bill Murray | US,GB
dogtooth | Yorgos Lanthimos | Christos Stergioglou, Michelle Valley, Angeliki Papoulia | GR
inception | Christopher Nolan | Leonardo DiCaprio, Joseph Gordon-Levitt, Elliot Page, Tom Hardy, Ken Watanabe | US,GB
the-social-network | David Fincher | Jesse Eisenberg, Andrew Garfield, Justin Timberlake, Rooney Mara | US
a-separation | Asghar Farhadi | Leila Hatami, Payman Maadi, Shahab Hosseini, Sareh Bayat | IR
drive-2011 | Nicolas Winding Refn | Ryan Gosling, Carey Mulligan, Bryan Cranston, Albert Brooks | US
melancholia | Lars von Trier | Kirsten Dunst, Charlotte Gainsbourg, Kiefer Sutherland | DK,SE,FR,DE
holy-motors | Leos Carax | Denis Lavant, Édith Scob, Eva Mendes, Kylie Minogue | FR,DE
frances-ha | Noah Baumbach | Greta Gerwig, Mickey Sumner, Adam Driver | US
under-the-skin-2013 | Jonathan Glazer | Scarlett Johansson, Adam Pearson | GB,CH
her | Spike Jonze | Joaquin Phoenix, Scarlett Johansson, Amy Adams, Rooney Mara | US
the-grand-budapest-hotel | Wes Anderson | Ralph Fiennes, Tony Revolori, Saoirse Ronan, Willem Dafoe, Tilda Swinton | DE,US
whiplash-2014 | Damien Chazelle | Miles Teller, J.K. Simmons, Paul Reiser, Melissa Benoist | US
it-follows | David Robert Mitchell | Maika Monroe, Keir Gilchrist, Lili Sepe | US
over-the-garden-wall-2014 | Patrick McHale | Elijah Wood, Collin Dean, Melanie Lynskey, Christopher Lloyd | US
mad-max-fury-road | George Miller | Tom Hardy, Charlize Theron, Nicholas Hoult, Hugh Keays-Byrne | AU,US
carol-2015 | Todd Haynes | Cate Blanchett, Rooney Mara, Sarah Paulson, Kyle Chandler | GB,US
moonlight-2016 | Barry Jenkins | Trevante Rhodes, Mahershala Ali, Naomie Harris, Janelle Monáe | US
the-handmaiden | Park Chan-wook | Kim Min-hee, Kim Tae-ri, Ha Jung-woo, Cho Jin-woong | KR
arrival-2016 | Denis Villeneuve | Amy Adams, Jeremy Renner, Forest Whitaker | US
your-name | Makoto Shinkai | Ryunosuke Kamiki, Mone Kamishiraishi | JP
get-out-2017 | Jordan Peele | Daniel Kaluuya, Allison Williams, Catherine Keener, Bradley Whitford | US
lady-bird | Greta Gerwig | Saoirse Ronan, Laurie Metcalf, Tracy Letts, Lucas Hedges, Timothée Chalamet | US
phantom-thread | Paul Thomas Anderson | Daniel Day-Lewis, Vicky Krieps, Lesley Manville | US,GB
blade-runner-2049 | Denis Villeneuve | Ryan Gosling, Harrison Ford, Ana de Armas, Sylvia Hoeks | US,CA
burning-2018 | Lee Chang-dong | Yoo Ah-in, Steven Yeun, Jeon Jong-seo | KR,JP
roma-2018 | Alfonso Cuarón | Yalitza Aparicio, Marina de Tavira | MX,US
shoplifters | Hirokazu Kore-eda | Lily Franky, Sakura Ando, Mayu Matsuoka, Kirin Kiki | JP
spider-man-into-the-spider-verse | Bob Persichetti, Peter Ramsey, Rodney Rothman | Shameik Moore, Jake Johnson, Hailee Steinfeld, Mahershala Ali | US
chernobyl | Craig Mazin | Jared Harris, Stellan Skarsgård, Emily Watson | US,GB
parasite-2019 | Bong Joon Ho | Song Kang-ho, Lee Sun-kyun, Cho Yeo-jeong, Choi Woo-shik, Park So-dam | KR
portrait-of-a-lady-on-fire | Céline Sciamma | Noémie Merlant, Adèle Haenel, Luàna Bajrami, Valeria Golino | FR
uncut-gems | Josh Safdie, Benny Safdie | Adam Sandler, LaKeith Stanfield, Julia Fox, Idina Menzel | US
the-lighthouse-2019 | Robert Eggers | Willem Dafoe, Robert Pattinson | US,CA
knives-out-2019 | Rian Johnson | Daniel Craig, Chris Evans, Ana de Armas, Jamie Lee Curtis, Toni Collette | US
first-cow | Kelly Reichardt | John Magaro, Orion Lee, Toby Jones | US
hamilton-2020 | Thomas Kail | Lin-Manuel Miranda, Leslie Odom Jr., Phillipa Soo, Daveed Diggs | US
the-queens-gambit | Scott Frank, Allan Scott | Anya Taylor-Joy, Bill Camp, Marielle Heller | US
drive-my-car | Ryusuke Hamaguchi | Hidetoshi Nishijima, Toko Miura, Masaki Okada | JP
the-worst-person-in-the-world | Joachim Trier | Renate Reinsve, Anders Danielsen Lie, Herbert Nordrum | NO,FR,DK,SE
petite-maman | Céline Sciamma | Joséphine Sanz, Gabrielle Sanz, Nina Meurisse | FR
dune-2021 | Denis Villeneuve | Timothée Chalamet, Rebecca Ferguson, Oscar Isaac, Zendaya, Josh Brolin | US
dune-part-two | Denis Villeneuve | Timothée Chalamet, Zendaya, Rebecca Ferguson, Austin Butler, Florence Pugh | US
everything-everywhere-all-at-once | Daniel Kwan, Daniel Scheinert | Michelle Yeoh, Stephanie Hsu, Ke Huy Quan, Jamie Lee Curtis | US
aftersun | Charlotte Wells | Paul Mescal, Frankie Corio | GB,US
decision-to-leave | Park Chan-wook | Tang Wei, Park Hae-il, Lee Jung-hyun | KR
tar-2022 | Todd Field | Cate Blanchett, Nina Hoss, Noémie Merlant | US,DE
glass-onion | Rian Johnson | Daniel Craig, Janelle Monáe, Edward Norton, Kathryn Hahn | US
past-lives | Celine Song | Greta Lee, Teo Yoo, John Magaro | US,KR
oppenheimer-2023 | Christopher Nolan | Cillian Murphy, Emily Blunt, Robert Downey Jr., Matt Damon, Florence Pugh | US,GB
poor-things-2023 | Yorgos Lanthimos | Emma Stone, Mark Ruffalo, Willem Dafoe, Ramy Youssef | IE,GB,US
the-zone-of-interest | Jonathan Glazer | Christian Friedel, Sandra Hüller | GB,PL,US
anatomy-of-a-fall | Justine Triet | Sandra Hüller, Swann Arlaud, Milo Machado-Graner | FR
perfect-days-2023 | Wim Wenders | Koji Yakusho, Arisa Nakano, Tokio Emoto | JP,DE
the-boy-and-the-heron | Hayao Miyazaki | Soma Santoki, Masaki Suda, Aimyon | JP
the-holdovers | Alexander Payne | Paul Giamatti, Da'Vine Joy Randolph, Dominic Sessa | US
challengers | Luca Guadagnino | Zendaya, Josh O'Connor, Mike Faist | US,IT
the-substance | Coralie Fargeat | Demi Moore, Margaret Qualley, Dennis Quaid | GB,FR,US
flow-2024 | Gints Zilbalodis | | LV,FR,BE
nosferatu-2024 | Robert Eggers | Lily-Rose Depp, Nicholas Hoult, Bill Skarsgård, Willem Dafoe | US
anora | Sean Baker | Mikey Madison, Mark Eydelshteyn, Yura Borisov | US
the-brutalist | Brady Corbet | Adrien Brody, Felicity Jones, Guy Pearce | US,GB,HU
sinners-2025 | Ryan Coogler | Michael B. Jordan, Hailee Steinfeld, Miles Caton, Delroy Lindo | US
one-battle-after-another | Paul Thomas Anderson | Leonardo DiCaprio, Sean Penn, Benicio del Toro, Teyana Taylor, Chase Infiniti | US
sentimental-value-2025 | Joachim Trier | Renate Reinsve, Stellan Skarsgård, Elle Fanning | NO,FR,DE,DK
the-odyssey-2026 | Christopher Nolan | Matt Damon, Tom Holland, Anne Hathaway, Zendaya | US,GB
avatar-4 | James Cameron | | US
metropolis | Fritz Lang | Brigitte Helm, Alfred Abel, Gustav Fröhlich | DE
m | Fritz Lang | Peter Lorre, Otto Wernicke, Gustaf Gründgens | DE
city-lights | Charlie Chaplin | Charlie Chaplin, Virginia Cherrill | US
it-happened-one-night | Frank Capra | Clark Gable, Claudette Colbert | US
bringing-up-baby | Howard Hawks | Katharine Hepburn, Cary Grant | US
casablanca | Michael Curtiz | Humphrey Bogart, Ingrid Bergman, Paul Henreid, Claude Rains, Peter Lorre | US
double-indemnity | Billy Wilder | Fred MacMurray, Barbara Stanwyck, Edward G. Robinson | US
brief-encounter | David Lean | Celia Johnson, Trevor Howard | GB
bicycle-thieves | Vittorio De Sica | Lamberto Maggiorani, Enzo Staiola | IT
the-red-shoes | Michael Powell, Emeric Pressburger | Moira Shearer, Anton Walbrook, Marius Goring | GB
the-third-man | Carol Reed | Joseph Cotten, Alida Valli, Orson Welles, Trevor Howard | GB
late-spring | Yasujirō Ozu | Setsuko Hara, Chishu Ryu | JP
sunset-boulevard | Billy Wilder | William Holden, Gloria Swanson, Erich von Stroheim | US
rashomon | Akira Kurosawa | Toshirō Mifune, Machiko Kyō, Takashi Shimura | JP
singin-in-the-rain | Stanley Donen, Gene Kelly | Gene Kelly, Donald O'Connor, Debbie Reynolds | US
ikiru | Akira Kurosawa | Takashi Shimura, Miki Odagiri | JP
tokyo-story | Yasujirō Ozu | Chishu Ryu, Chieko Higashiyama, Setsuko Hara | JP
rear-window | Alfred Hitchcock | James Stewart, Grace Kelly, Thelma Ritter, Raymond Burr | US
seven-samurai | Akira Kurosawa | Toshirō Mifune, Takashi Shimura, Keiko Tsushima | JP
the-night-of-the-hunter | Charles Laughton | Robert Mitchum, Shelley Winters, Lillian Gish | US
12-angry-men | Sidney Lumet | Henry Fonda, Lee J. Cobb, Ed Begley | US
vertigo | Alfred Hitchcock | James Stewart, Kim Novak, Barbara Bel Geddes | US
the-400-blows | François Truffaut | Jean-Pierre Léaud, Claire Maurier, Albert Rémy | FR
la-dolce-vita | Federico Fellini | Marcello Mastroianni, Anita Ekberg, Anouk Aimée | IT,FR
cleo-from-5-to-7 | Agnès Varda | Corinne Marchand, Antoine Bourseiller | FR,IT
8-half | Federico Fellini | Marcello Mastroianni, Claudia Cardinale, Anouk Aimée | IT,FR
high-and-low | Akira Kurosawa | Toshirō Mifune, Tatsuya Nakadai, Kyōko Kagawa | JP
playtime | Jacques Tati | Jacques Tati, Barbara Dennek | FR,IT
le-samourai | Jean-Pierre Melville | Alain Delon, François Périer, Nathalie Delon | FR,IT
2001-a-space-odyssey | Stanley Kubrick | Keir Dullea, Gary Lockwood, William Sylvester | GB,US
the-godfather | Francis Ford Coppola | Marlon Brando, Al Pacino, James Caan, Robert Duvall, Diane Keaton | US
solaris | Andrei Tarkovsky | Natalya Bondarchuk, Donatas Banionis | SU
paper-moon | Peter Bogdanovich | Ryan O'Neal, Tatum O'Neal, Madeline Kahn | US
chinatown | Roman Polanski | Jack Nicholson, Faye Dunaway, John Huston | US
jeanne-dielman-23-quai-du-commerce-1080-bruxelles | Chantal Akerman | Delphine Seyrig, Jan Decorte | BE,FR
barry-lyndon | Stanley Kubrick | Ryan O'Neal, Marisa Berenson, Patrick Magee | GB,US
suspiria | Dario Argento | Jessica Harper, Stefania Casini, Alida Valli | IT
house | Nobuhiko Obayashi | Kimiko Ikegami, Miki Jinbo | JP
stalker | Andrei Tarkovsky | Alexander Kaidanovsky, Anatoly Solonitsyn, Nikolai Grinko | SU
alien | Ridley Scott | Tom Skerritt, Sigourney Weaver, Veronica Cartwright, Harry Dean Stanton, John Hurt | GB,US
the-shining | Stanley Kubrick | Jack Nicholson, Shelley Duvall, Danny Lloyd | GB,US
blade-runner | Ridley Scott | Harrison Ford, Rutger Hauer, Sean Young, Edward James Olmos | US
the-thing | John Carpenter | Kurt Russell, Wilford Brimley, Keith David | US
paris-texas | Wim Wenders | Harry Dean Stanton, Nastassja Kinski, Dean Stockwell | DE,FR,GB
stop-making-sense | Jonathan Demme | David Byrne, Tina Weymouth, Chris Frantz, Jerry Harrison | US
brazil | Terry Gilliam | Jonathan Pryce, Robert De Niro, Katherine Helmond, Ian Holm | GB
come-and-see | Elem Klimov | Aleksei Kravchenko, Olga Mironova | SU
after-hours | Martin Scorsese | Griffin Dunne, Rosanna Arquette, Teri Garr, John Heard | US
blue-velvet | David Lynch | Kyle MacLachlan, Isabella Rossellini, Dennis Hopper, Laura Dern | US
wings-of-desire | Wim Wenders | Bruno Ganz, Solveig Dommartin, Otto Sander, Peter Falk | DE,FR
withnail-i | Bruce Robinson | Richard E. Grant, Paul McGann, Richard Griffiths | GB
akira | Katsuhiro Otomo | Mitsuo Iwata, Nozomu Sasaki | JP
my-neighbor-totoro | Hayao Miyazaki | Noriko Hidaka, Chika Sakamoto, Shigesato Itoi | JP
cinema-paradiso | Giuseppe Tornatore | Philippe Noiret, Jacques Perrin, Salvatore Cascio | IT,FR
the-burbs | Joe Dante | Tom Hanks, Bruce Dern, Carrie Fisher, Corey Feldman | US
do-the-right-thing | Spike Lee | Danny Aiello, Ossie Davis, Ruby Dee, John Turturro | US
`;

export interface People {
  directors: string[];
  cast: string[];
  countries: string[];
}

/** By slug. */
export const people: ReadonlyMap<string, People> = new Map(
  PEOPLE.trim()
    .split("\n")
    .map((line) => {
      const [slug = "", directors = "", cast = "", countries = ""] = line
        .split("|")
        .map((field) => field.trim());
      return [
        slug,
        {
          directors: namesIn(directors, ", "),
          cast: namesIn(cast, ", "),
          countries: namesIn(countries, ","),
        },
      ] as const;
    }),
);

function namesIn(text: string, separator: string): string[] {
  return text === "" ? [] : text.split(separator);
}
