import type { Designation } from "./designation.ts";

const organisation = (
  name: string,
  on: Designation["on"],
  facts: Omit<Designation, "name" | "on" | "type"> = {},
): Designation => ({ type: "organisation", name, on, ...facts });

/** Organisations whose designation is widely known. */
export const ORGANISATIONS: Designation[] = [
  organisation(
    "Al-Qaida",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT; FTO", eu_fsf: "TAQA" },
    { aliases: ["Al Qaeda", "The Base", "Islamic Army"], native: "القاعدة" },
  ),
  organisation(
    "Al-Qaida in Iraq",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT; FTO" },
    {
      aliases: [
        "Islamic State in Iraq and the Levant",
        "Islamic State of Iraq and Syria",
        "ISIL",
        "ISIS",
        "Daesh",
      ],
    },
  ),
  organisation(
    "The Organization of Al-Qaida in the Islamic Maghreb",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT; FTO" },
    { aliases: ["AQIM", "Salafist Group for Call and Combat"] },
  ),
  organisation(
    "Al-Qaida in the Arabian Peninsula",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT; FTO" },
    { aliases: ["AQAP"] },
  ),
  organisation(
    "Boko Haram",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT; FTO" },
    { aliases: ["Jama'atu Ahlus-Sunnah Lidda'Awati Wal Jihad"], countries: ["NG"] },
  ),
  organisation(
    "Abu Sayyaf Group",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT; FTO" },
    { aliases: ["Al Harakat Al Islamiyya"], countries: ["PH"] },
  ),
  organisation(
    "Jemaah Islamiyah",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT; FTO" },
    { aliases: ["Jema'ah Islamiyah", "Jamaah Islamiah"], countries: ["ID"] },
  ),
  organisation(
    "Lashkar-e-Tayyiba",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT; FTO" },
    { aliases: ["Lashkar-e-Taiba", "Lashkar-e-Toiba", "Jamaat-ud-Dawa"], countries: ["PK"] },
  ),
  organisation(
    "Jaish-i-Mohammed",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT; FTO" },
    { aliases: ["Army of Mohammed", "Jaish-e-Mohammed"], countries: ["PK"] },
  ),
  organisation(
    "Haqqani Network",
    { un_sc: "Taliban", us_ofac_sdn: "SDGT; FTO" },
    { aliases: ["HQN"], countries: ["AF"] },
  ),
  organisation(
    "Al-Shabaab",
    { un_sc: "Somalia", us_ofac_sdn: "SDGT; FTO; SOMALIA" },
    { aliases: ["Harakat Al-Shabaab Al-Mujahidin", "The Youth"], countries: ["SO"] },
  ),
  organisation(
    "Lord's Resistance Army",
    { un_sc: "CAR", us_ofac_sdn: "CAR; SDGT" },
    { aliases: ["LRA"], countries: ["UG"] },
  ),
  organisation(
    "Forces Democratiques de Liberation du Rwanda",
    { un_sc: "DRC", us_ofac_sdn: "DRCONGO" },
    { aliases: ["FDLR", "Democratic Forces for the Liberation of Rwanda"] },
  ),
  organisation(
    "M23",
    { un_sc: "DRC", us_ofac_sdn: "DRCONGO" },
    { aliases: ["Mouvement du 23 Mars"], countries: ["CD"] },
  ),
  organisation(
    "Korea Mining Development Trading Corporation",
    { un_sc: "DPRK", us_ofac_sdn: "NPWMD" },
    { aliases: ["KOMID", "Changgwang Sinyong Corporation"], countries: ["KP"] },
  ),
  organisation(
    "Reconnaissance General Bureau",
    { un_sc: "DPRK", us_ofac_sdn: "DPRK" },
    { aliases: ["Chongch'al Ch'ongguk", "RGB"], countries: ["KP"] },
  ),
  organisation(
    "Lazarus Group",
    { us_ofac_sdn: "DPRK3" },
    { aliases: ["Hidden Cobra", "APT-C-26", "Guardians of Peace"], countries: ["KP"] },
  ),
  organisation(
    "Islamic Revolutionary Guard Corps",
    { us_ofac_sdn: "SDGT; FTO; NPWMD; IRGC" },
    { aliases: ["IRGC", "Pasdaran", "Revolutionary Guard"], countries: ["IR"] },
  ),
  organisation(
    "Hizballah",
    { us_ofac_sdn: "SDGT; FTO" },
    { aliases: ["Hezbollah", "Party of God"], native: "حزب الله", countries: ["LB"] },
  ),
  organisation(
    "Hamas",
    { us_ofac_sdn: "SDGT; FTO", eu_fsf: "TERR" },
    { aliases: ["Islamic Resistance Movement", "Harakat al-Muqawama al-Islamiya"] },
  ),
  organisation(
    "Private Military Company Wagner",
    { us_ofac_sdn: "TCO; RUSSIA-EO14024", eu_fsf: "UKR", gb_sanctions: "Russia" },
    { aliases: ["Wagner Group", "PMC Wagner", "ChVK Vagner"], native: "ЧВК Вагнер", countries: ["RU"] },
  ),
  organisation(
    "Rosneft Oil Company",
    { us_ofac_sdn: "RUSSIA-EO14024", gb_sanctions: "Russia" },
    { aliases: ["Rosneft", "PJSC Rosneft"], native: "Роснефть", countries: ["RU"] },
  ),
  organisation(
    "Sberbank of Russia",
    { us_ofac_sdn: "RUSSIA-EO14024", eu_fsf: "UKR", gb_sanctions: "Russia" },
    { aliases: ["Sberbank", "PJSC Sberbank"], native: "Сбербанк", countries: ["RU"] },
  ),
  organisation(
    "VTB Bank Public Joint Stock Company",
    { us_ofac_sdn: "RUSSIA-EO14024", eu_fsf: "UKR", gb_sanctions: "Russia" },
    { aliases: ["VTB Bank"], native: "Банк ВТБ", countries: ["RU"] },
  ),
  organisation(
    "Petróleos de Venezuela, S.A.",
    { us_ofac_sdn: "VENEZUELA-EO13850" },
    { aliases: ["PDVSA", "Petroleos de Venezuela"], countries: ["VE"] },
  ),
  organisation("Tren de Aragua", { us_ofac_sdn: "TCO; FTO; SDGT" }, { aliases: ["TdA"], countries: ["VE"] }),
  organisation(
    "Sinaloa Cartel",
    { us_ofac_sdn: "SDNTK; FTO; SDGT" },
    { aliases: ["Cártel de Sinaloa", "Cartel de Sinaloa", "CDS"], countries: ["MX"] },
  ),
  organisation(
    "Cártel de Jalisco Nueva Generación",
    { us_ofac_sdn: "SDNTK; FTO; SDGT" },
    { aliases: ["CJNG", "Jalisco New Generation Cartel"], countries: ["MX"] },
  ),
  organisation(
    "Mara Salvatrucha",
    { us_ofac_sdn: "TCO; FTO; SDGT" },
    { aliases: ["MS-13", "MS13"], countries: ["SV"] },
  ),
  organisation(
    "National Liberation Army",
    { us_ofac_sdn: "SDGT; FTO" },
    { aliases: ["Ejército de Liberación Nacional", "ELN"], countries: ["CO"] },
  ),
  organisation(
    "Clan del Golfo",
    { us_ofac_sdn: "SDNTK" },
    { aliases: ["Los Urabeños", "Autodefensas Gaitanistas de Colombia", "AGC"], countries: ["CO"] },
  ),
  organisation(
    "Revolutionary Armed Forces of Colombia - People's Army",
    { us_ofac_sdn: "SDGT; FTO" },
    {
      aliases: ["FARC-EP", "Fuerzas Armadas Revolucionarias de Colombia - Ejército del Pueblo"],
      countries: ["CO"],
    },
  ),
  organisation(
    "Segunda Marquetalia",
    { us_ofac_sdn: "SDGT; FTO" },
    { aliases: ["New Marquetalia", "FARC dissidents Segunda Marquetalia"], countries: ["CO"] },
  ),
];
