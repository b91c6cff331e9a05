/**
 * Codes of issuing states and nationalities in MRZs: ISO 3166-1 alpha-3, and those that ICAO 9303-3 §5 adds.
 * Countries stand as alpha-3 followed by alpha-2.
 */
const COUNTRIES =
  "ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE " +
  "BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW " +
  "CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY " +
  "CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR " +
  "FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU " +
  "GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE " +
  "JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT " +
  "LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ " +
  "MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ " +
  "OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU " +
  "RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK " +
  "SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV " +
  "TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA " +
  "ZMBZM ZWEZW";

/** Codes of 9303-3 §5 that are no ISO 3166-1 alpha-3, with the country they stand for, if any. */
const ICAO_ONLY: Readonly<Record<string, string | null>> = {
  // Part A: Germany prints one letter.
  D: "DE",
  // Part B: the United Kingdom's other kinds of nationality.
  GBD: "GB",
  GBN: "GB",
  GBO: "GB",
  GBP: "GB",
  GBS: "GB",
  // Kosovo has a code of its own; `RKS` is what its documents print, `XK` the user-assigned code in general use.
  RKS: "XK",
  XKX: "XK",
  // Part C and D: organisations, and persons without a nationality.
  EUE: null,
  UNO: null,
  UNA: null,
  UNK: null,
  XBA: null,
  XIM: null,
  XCC: null,
  XCE: null,
  XCO: null,
  XEC: null,
  XES: null,
  XMP: null,
  XOM: null,
  XPO: null,
  XDC: null,
  XXA: null,
  XXB: null,
  XXC: null,
  XXX: null,
  // Specimens: Utopia (9303-3 §5, part E); the Netherlands' pre-independence code is no longer in use.
  UTO: null,
  // Withdrawn from ISO 3166-1, still on valid documents: the Netherlands Antilles, the neutral zone.
  ANT: null,
  NTZ: null,
  // Romania before 2002, Zaire, Yugoslavia, Serbia and Montenegro, Czechoslovakia, Soviet Union.
  ROM: "RO",
  ZAR: "CD",
  YUG: null,
  SCG: null,
  CSK: null,
  SUN: null,
};

const STATES: ReadonlyMap<string, string | null> = new Map([
  ...COUNTRIES.split(" ").map((pair): [string, string] => [pair.slice(0, 3), pair.slice(3)]),
  ...Object.entries(ICAO_ONLY),
]);

/** Whether ICAO 9303-3 §5 knows the code (without fillers). */
export const isStateCode = (code: string): boolean => STATES.has(code);

/** ISO 3166-1 alpha-2 of a code of an MRZ; null for organisations, stateless persons, specimens and unknown codes. */
export const countryOfState = (code: string): string | null => STATES.get(code) ?? null;
