// COUNTRY: one of the codes of ISO 3166-1 alpha-2, and Kosovo's XK, which TMDB uses too. Names come from
// the platform's own tables; only the codes are ours, since the tables hold withdrawn ones as well.

import { holdsKey, invalid, quote, understood, type Understood } from "./reading.ts";

/** The two letters of each country, and its three letters after them. */
const COUNTRIES = (
  "ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB " +
  "BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR " +
  "BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR " +
  "CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK " +
  "FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS " +
  "GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN " +
  "ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO " +
  "LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD " +
  "MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER " +
  "NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM " +
  "PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP " +
  "SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF " +
  "TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY " +
  "UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE"
).split(" ");

const CODES = new Set(COUNTRIES.map((both) => both.slice(0, 2)));

const BY_THREE_LETTERS = new Map(COUNTRIES.map((both) => [both.slice(2), both.slice(0, 2)]));

/** Written so often for a country that it is understood, and the log says so. */
const UNDERSTOOD_AS: Record<string, string> = { UK: "GB" };

/** Written for a country often enough to be hinted at, and not in the platform's tables. */
const MEANT: Record<string, string> = {
  EN: "GB",
  ENG: "GB",
  "GREAT BRITAIN": "GB",
  BRITAIN: "GB",
  ENGLAND: "GB",
  SCOTLAND: "GB",
  WALES: "GB",
  "NORTHERN IRELAND": "GB",
  AMERICA: "US",
  EL: "GR",
  UAE: "AE",
  HOLLAND: "NL",
  TURKEY: "TR",
  "IVORY COAST": "CI",
  BURMA: "MM",
  SWAZILAND: "SZ",
};

const MOST_HINTS = 3;

/** The code in upper case. */
export function readCountry(text: string): Understood<string> {
  const written = text.toUpperCase();
  const code = UNDERSTOOD_AS[written] ?? written;
  if (CODES.has(code)) return understood(code);
  const hints = hintsFor(written).map((hint) => `${hint} for ${nameOf(hint)}`);
  const didYouMean = hints.length > 0 ? ` Perhaps ${hints.join(", or ")}?` : "";
  return invalid(
    `${quote(text)} is not a country code.${didYouMean} Two letters are expected (ISO 3166-1), such as GB, US or DE: ` +
      "see https://en.wikipedia.org/wiki/ISO_3166-1_alpha-2",
  );
}

/** The English name of a country, or the code itself where the platform knows none. */
function nameOf(code: string, language = "en"): string {
  return new Intl.DisplayNames(language, { type: "region" }).of(code) ?? code;
}

/** Empty where nothing is near enough: a wrong guess would be worse than none. */
function hintsFor(written: string): string[] {
  if (holdsKey(written)) return [];
  const words = fold(written).replace(/^THE /, "");
  const meant = MEANT[words] ?? BY_THREE_LETTERS.get(words);
  if (meant !== undefined) return [meant];
  const names = listNames();
  const exact = codesWhere(names, (name) => name === words);
  if (exact.length > 0) return exact;
  const held = codesWhere(names, (name) => holdsWords(name, words) || holdsWords(words, name));
  return (held.length > 0 ? held : codesThatBeginAs(words, names)).slice(0, MOST_HINTS);
}

/** Countries whose name begins as the text does, or else as its beginning does: half of its first word at least. */
function codesThatBeginAs(words: string, names: Names): string[] {
  const [first = ""] = words.split(" ");
  const shortest = Math.min(words.length, Math.max(3, Math.ceil(first.length / 2)));
  for (let length = words.length; length >= shortest && length > 1; length--) {
    const codes = codesWhere(names, (name) => name.startsWith(words.slice(0, length)));
    if (codes.length > 0) return codes;
  }
  return [];
}

type Names = [code: string, names: string[]][];

/** In English and in the country's own language. */
function listNames(): Names {
  return [...CODES].map((code) => {
    const language = new Intl.Locale(`und-${code}`).maximize().language;
    return [code, [fold(nameOf(code)), fold(nameOf(code, language))]];
  });
}

function codesWhere(countries: Names, isRight: (name: string) => boolean): string[] {
  return countries.filter(([, names]) => names.some(isRight)).map(([code]) => code);
}

/** "REPUBLIC OF IRELAND" holds the words "IRELAND", and not "REPUBLIC OF IRE". */
function holdsWords(text: string, words: string): boolean {
  return words.length > 3 && ` ${text} `.includes(` ${words} `);
}

/** In upper case, without accents. */
function fold(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toUpperCase();
}
