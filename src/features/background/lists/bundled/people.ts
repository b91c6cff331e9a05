import type { Designation } from "./designation.ts";

const person = (
  name: string,
  on: Designation["on"],
  facts: Omit<Designation, "name" | "on" | "type"> = {},
): Designation => ({ type: "person", name, on, gender: "M", ...facts });

/** People whose designation is widely known. Dates of birth as the lists print them. */
export const PEOPLE: Designation[] = [
  // UN Security Council, Al-Qaida and ISIL (resolutions 1267, 1989, 2253)
  person(
    "Hafiz Muhammad Saeed",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT" },
    {
      aliases: ["Hafiz Mohammad Sayid", "Hafiz Saeed", "Hafiz Mohammad Saeed"],
      born: ["1950-06-05"],
      countries: ["PK"],
    },
  ),
  person(
    "Zaki-ur-Rehman Lakhvi",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT" },
    {
      aliases: ["Zakir Rehman Lakvi", "Kaki Ur-Rehman", "Abu Waheed Irshad Ahmad Arshad"],
      born: ["1960-12-30"],
      countries: ["PK"],
    },
  ),
  person(
    "Dawood Ibrahim Kaskar",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT; SDNTK" },
    {
      aliases: ["Dawood Ibrahim", "Dawood Hasan Shaikh Ibrahim", "Sheikh Dawood Hassan"],
      born: ["1955-12-26"],
      countries: ["IN"],
    },
  ),
  person(
    "Mohammed Masood Azhar Alvi",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT" },
    { aliases: ["Masood Azhar", "Masud Azhar"], born: ["1968-07-10", "1968-06-10"], countries: ["PK"] },
  ),
  person(
    "Abdul Rehman Makki",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT" },
    {
      aliases: ["Abdulrahman Maki", "Hafiz Abdul Rahman Makki"],
      born: ["1954-12-10", "1948"],
      countries: ["PK"],
    },
  ),
  person(
    "Anjem Choudary",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT", gb_sanctions: "ISIL (Da'esh) and Al-Qaida" },
    { aliases: ["Abu Luqman"], born: ["1967-01-18"], countries: ["GB"] },
  ),
  person(
    "Sayf al-Adl",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT" },
    {
      aliases: ["Saif al-Adel", "Mohammed Salahaldin Abd El Halim Zidane", "Muhamad Ibrahim Makkawi"],
      native: "سيف العدل",
      born: ["1963-04-11", "1960-04-11"],
      countries: ["EG"],
    },
  ),
  person(
    "Radulan Sahiron",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT" },
    { aliases: ["Radullan Sahiron", "Commander Putol"], born: ["1955", "1952"], countries: ["PH"] },
  ),
  person(
    "Abu Bakar Ba'asyir",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT" },
    {
      aliases: ["Abu Bakar Baasyir", "Abu Bakar Bashir", "Abdus Samad"],
      born: ["1938-08-17"],
      countries: ["ID"],
    },
  ),
  person(
    "Nurjaman Riduan Isamuddin",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT" },
    { aliases: ["Hambali", "Nurjaman", "Encep Nurjaman"], born: ["1964-04-04"], countries: ["ID"] },
  ),
  person(
    "Mostafa Kamel Mostafa Ibrahim",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT", gb_sanctions: "ISIL (Da'esh) and Al-Qaida" },
    { aliases: ["Abu Hamza Al-Masri", "Mustafa Kamel Mustafa"], born: ["1958-04-15"], countries: ["GB"] },
  ),
  person(
    "Abd al-Rahman bin Umayr al-Nuaymi",
    { un_sc: "Al-Qaida", us_ofac_sdn: "SDGT" },
    { aliases: ["Abd al-Rahman al-Nuaimi"], born: ["1954"], countries: ["QA"] },
  ),
  // Taliban (resolution 1988)
  person(
    "Sirajuddin Jallaloudine Haqqani",
    { un_sc: "Taliban", us_ofac_sdn: "SDGT" },
    {
      aliases: ["Siraj Haqqani", "Sirajuddin Haqqani", "Khalifa"],
      native: "سراج الدين حقانى",
      born: ["1977", "1978"],
      countries: ["AF"],
    },
  ),
  person(
    "Abdul Ghani Baradar",
    { un_sc: "Taliban" },
    {
      aliases: ["Mullah Baradar Akhund", "Abdul Ghani Baradar Abdul Ahmad Turk"],
      native: "عبدالغنی برادر",
      born: ["1968"],
      countries: ["AF"],
    },
  ),
  person(
    "Amir Khan Motaqi",
    { un_sc: "Taliban" },
    { aliases: ["Amir Khan Muttaqi"], born: ["1968"], countries: ["AF"] },
  ),
  person(
    "Khalil Ahmed Haqqani",
    { un_sc: "Taliban", us_ofac_sdn: "SDGT" },
    { aliases: ["Khalil Al-Rahman Haqqani", "Khaleel Haqqani"], born: ["1966-01-01"], countries: ["AF"] },
  ),
  // Iraq (resolution 1518)
  person(
    "Raghad Saddam Hussein al-Tikriti",
    { un_sc: "Iraq", us_ofac_sdn: "IRAQ2", eu_fsf: "IRQ", gb_sanctions: "Iraq" },
    { native: "رغد صدام حسين التكريتي", born: ["1967"], gender: "F", countries: ["IQ"] },
  ),
  // Libya (resolution 1970)
  person(
    "Saif al-Islam Qadhafi",
    { un_sc: "Libya", us_ofac_sdn: "LIBYA2", eu_fsf: "LBY", gb_sanctions: "Libya" },
    {
      aliases: ["Saif al-Islam Gaddafi", "Seif al-Islam el-Kadhafi"],
      native: "سيف الإسلام القذافي",
      born: ["1972-06-25"],
      countries: ["LY"],
    },
  ),
  person(
    "Aisha Muammar Muhammed Abu Minyar Qadhafi",
    { un_sc: "Libya", us_ofac_sdn: "LIBYA2" },
    {
      aliases: ["Aisha Gaddafi", "Aisha Muhammed Abdul Salam"],
      born: ["1978"],
      gender: "F",
      countries: ["LY"],
    },
  ),
  person(
    "Abdullah al-Senussi",
    { un_sc: "Libya", us_ofac_sdn: "LIBYA2", eu_fsf: "LBY" },
    { aliases: ["Abdullah Al-Sanusi", "Abdoullah Ould Ahmed"], born: ["1949"], countries: ["LY"] },
  ),
  // Democratic Republic of the Congo (resolution 1533)
  person(
    "Bosco Taganda",
    { un_sc: "DRC", us_ofac_sdn: "DRCONGO", eu_fsf: "COD" },
    {
      aliases: ["Bosco Ntaganda", "Bosco Ntagenda", "Terminator"],
      born: ["1973", "1974"],
      countries: ["CD"],
    },
  ),
  person(
    "Thomas Lubanga",
    { un_sc: "DRC", us_ofac_sdn: "DRCONGO", eu_fsf: "COD" },
    { aliases: ["Thomas Lubanga Dyilo"], born: ["1960-12-29"], countries: ["CD"] },
  ),
  person(
    "Germain Katanga",
    { un_sc: "DRC", us_ofac_sdn: "DRCONGO", eu_fsf: "COD" },
    { born: ["1978-04-28"], countries: ["CD"] },
  ),
  person(
    "Sultani Makenga",
    { un_sc: "DRC", us_ofac_sdn: "DRCONGO", eu_fsf: "COD" },
    { aliases: ["Emmanuel Sultani Makenga"], born: ["1973-12-25"], countries: ["CD"] },
  ),
  // Central African Republic (resolution 2127)
  person(
    "Joseph Kony",
    { un_sc: "CAR", us_ofac_sdn: "CAR; SDGT", eu_fsf: "CAF" },
    { aliases: ["Kony", "Joseph Rao Kony", "Josef Kony"], born: ["1961", "1964"], countries: ["UG"] },
  ),
  person(
    "François Yangouvonda Bozizé",
    { un_sc: "CAR", us_ofac_sdn: "CAR", eu_fsf: "CAF" },
    { aliases: ["François Bozize", "Bozize Yangouvonda"], born: ["1946-10-14"], countries: ["CF"] },
  ),
  // Haiti (resolution 2653)
  person(
    "Jimmy Cherizier",
    { un_sc: "Haiti", us_ofac_sdn: "GLOMAG", eu_fsf: "HTI" },
    { aliases: ["Barbecue", "Jimmy Chérizier"], born: ["1977-03-30"], countries: ["HT"] },
  ),
  person(
    "Johnson Andre",
    { un_sc: "Haiti" },
    { aliases: ["Izo", "Johnson André"], born: ["1997"], countries: ["HT"] },
  ),
  person(
    "Renel Destina",
    { un_sc: "Haiti" },
    { aliases: ["Ti Lapli"], born: ["1982-06-11"], countries: ["HT"] },
  ),
  person(
    "Vitel'homme Innocent",
    { un_sc: "Haiti" },
    { aliases: ["Vitelhomme Innocent"], born: ["1986-03-27"], countries: ["HT"] },
  ),
  // DPR Korea (resolution 1718)
  person(
    "Kim Yong Chol",
    { un_sc: "DPRK" },
    { aliases: ["Kim Yong-Chol"], native: "김영철", born: ["1962-02-18"], countries: ["KP"] },
  ),
  person("Pak Yong Sik", { un_sc: "DPRK" }, { aliases: ["Pak Yong-sik"], born: ["1949"], countries: ["KP"] }),
  person(
    "Jo Yong-Won",
    { un_sc: "DPRK", us_ofac_sdn: "DPRK2" },
    { aliases: ["Cho Yongwon"], native: "조용원", born: ["1957-10-24"], countries: ["KP"] },
  ),
  person(
    "Kim Jong Un",
    { us_ofac_sdn: "DPRK2" },
    { native: "김정은", born: ["1984-01-08"], countries: ["KP"] },
  ),
  person(
    "Kim Yo Jong",
    { us_ofac_sdn: "DPRK2" },
    { native: "김여정", born: ["1989-09-26"], gender: "F", countries: ["KP"] },
  ),
  // Russia and Belarus
  person(
    "Vladimir Vladimirovich Putin",
    { us_ofac_sdn: "RUSSIA-EO14024", eu_fsf: "UKR", gb_sanctions: "Russia" },
    {
      aliases: ["Vladimir Putin"],
      native: "Владимир Владимирович Путин",
      born: ["1952-10-07"],
      countries: ["RU"],
    },
  ),
  person(
    "Sergei Viktorovich Lavrov",
    { us_ofac_sdn: "RUSSIA-EO14024", eu_fsf: "UKR", gb_sanctions: "Russia" },
    {
      aliases: ["Sergey Lavrov"],
      native: "Сергей Викторович Лавров",
      born: ["1950-03-21"],
      countries: ["RU"],
    },
  ),
  person(
    "Sergei Kuzhugetovich Shoigu",
    { us_ofac_sdn: "RUSSIA-EO14024", eu_fsf: "UKR", gb_sanctions: "Russia" },
    {
      aliases: ["Sergey Shoygu"],
      native: "Сергей Кужугетович Шойгу",
      born: ["1955-05-21"],
      countries: ["RU"],
    },
  ),
  person(
    "Igor Ivanovich Sechin",
    { us_ofac_sdn: "UKRAINE-EO13661", eu_fsf: "UKR", gb_sanctions: "Russia" },
    { aliases: ["Igor Sechin"], native: "Игорь Иванович Сечин", born: ["1960-09-07"], countries: ["RU"] },
  ),
  person(
    "Gennady Nikolayevich Timchenko",
    { us_ofac_sdn: "UKRAINE-EO13661", eu_fsf: "UKR", gb_sanctions: "Russia" },
    {
      aliases: ["Gennadiy Timchenko", "Guennadi Timtchenko"],
      native: "Геннадий Николаевич Тимченко",
      born: ["1952-11-09"],
      countries: ["RU", "FI"],
    },
  ),
  person(
    "Arkady Romanovich Rotenberg",
    { us_ofac_sdn: "UKRAINE-EO13661", eu_fsf: "UKR", gb_sanctions: "Russia" },
    {
      aliases: ["Arkady Rotenberg", "Arkadii Rotenberg"],
      native: "Аркадий Романович Ротенберг",
      born: ["1951-12-15"],
      countries: ["RU"],
    },
  ),
  person(
    "Oleg Vladimirovich Deripaska",
    { us_ofac_sdn: "UKRAINE-EO13661; UKRAINE-EO13662", eu_fsf: "UKR", gb_sanctions: "Russia" },
    {
      aliases: ["Oleg Deripaska"],
      native: "Олег Владимирович Дерипаска",
      born: ["1968-01-02"],
      countries: ["RU", "CY"],
    },
  ),
  person(
    "Ramzan Akhmadovich Kadyrov",
    { us_ofac_sdn: "MAGNIT; RUSSIA-EO14024", eu_fsf: "UKR", gb_sanctions: "Russia" },
    {
      aliases: ["Ramzan Kadyrov"],
      native: "Рамзан Ахматович Кадыров",
      born: ["1976-10-05"],
      countries: ["RU"],
    },
  ),
  person(
    "Yevgeniy Viktorovich Prigozhin",
    { us_ofac_sdn: "RUSSIA-EO14024; CYBER2", eu_fsf: "LBY", gb_sanctions: "Russia" },
    {
      aliases: ["Evgeny Prigozhin", "Yevgeny Prigozhin"],
      native: "Евгений Викторович Пригожин",
      born: ["1961-06-01"],
      countries: ["RU"],
    },
  ),
  person(
    "Alexander Grigoryevich Lukashenko",
    { us_ofac_sdn: "BELARUS", eu_fsf: "BLR", gb_sanctions: "Belarus" },
    {
      aliases: ["Alexander Lukashenko", "Aliaksandr Lukashenka"],
      native: "Аляксандр Рыгоравіч Лукашэнка",
      born: ["1954-08-30"],
      countries: ["BY"],
    },
  ),
  person(
    "Viktor Anatolijevitch Bout",
    { us_ofac_sdn: "RUSSIA-EO14024" },
    {
      aliases: ["Victor Bout", "Viktor But"],
      native: "Виктор Анатольевич Бут",
      born: ["1967-01-13"],
      countries: ["RU"],
    },
  ),
  // Latin America
  person(
    "Nicolás Maduro Moros",
    { us_ofac_sdn: "VENEZUELA" },
    { aliases: ["Nicolas Maduro"], born: ["1962-11-23"], countries: ["VE"] },
  ),
  person(
    "Diosdado Cabello Rondón",
    { us_ofac_sdn: "VENEZUELA", eu_fsf: "VEN" },
    { aliases: ["Diosdado Cabello"], born: ["1963-04-15"], countries: ["VE"] },
  ),
  person(
    "Rosario María Murillo de Ortega",
    { us_ofac_sdn: "NICARAGUA", eu_fsf: "NIC", gb_sanctions: "Nicaragua" },
    { aliases: ["Rosario Murillo Zambrana"], born: ["1951-06-22"], gender: "F", countries: ["NI"] },
  ),
  person(
    "Joaquín Archivaldo Guzmán Loera",
    { us_ofac_sdn: "SDNTK" },
    {
      aliases: ["El Chapo", "Joaquin Guzman Loera", "Chapo Guzman"],
      born: ["1957-04-04", "1954-12-25"],
      countries: ["MX"],
    },
  ),
  person(
    "Ismael Zambada García",
    { us_ofac_sdn: "SDNTK" },
    { aliases: ["El Mayo Zambada", "Ismael Mario Zambada Garcia"], born: ["1948-01-01"], countries: ["MX"] },
  ),
  person(
    "Rubén Nemesio Oseguera Cervantes",
    { us_ofac_sdn: "SDNTK" },
    { aliases: ["El Mencho", "Nemesio Oseguera Cervantes"], born: ["1966-07-17"], countries: ["MX"] },
  ),
  person(
    "Iván Archivaldo Guzmán Salazar",
    { us_ofac_sdn: "SDNTK" },
    { aliases: ["Ivan Guzman Salazar", "El Chapito"], born: ["1980-10-02"], countries: ["MX"] },
  ),
  person("Rafael Caro Quintero", { us_ofac_sdn: "SDNTK" }, { born: ["1952"], countries: ["MX"] }),
  // Middle East
  person(
    "Bashar al-Assad",
    { us_ofac_sdn: "PAARSSR-EO13894", eu_fsf: "SYR", gb_sanctions: "Syria" },
    { aliases: ["Bashar Hafez al-Assad"], native: "بشار الأسد", born: ["1965-09-11"], countries: ["SY"] },
  ),
  person(
    "Sayyid Ali Hosseini Khamenei",
    { us_ofac_sdn: "IRAN-EO13876" },
    { aliases: ["Ali Khamenei"], native: "سید علی حسینی خامنه‌ای", born: ["1939-04-19"], countries: ["IR"] },
  ),
  person(
    "Mahmoud Ahmadinejad",
    { us_ofac_sdn: "IRAN-EO13599" },
    { native: "محمود احمدی‌نژاد", born: ["1956-10-28"], countries: ["IR"] },
  ),
  person(
    "Abd al-Khaliq al-Houthi",
    { un_sc: "Yemen", us_ofac_sdn: "YEMEN", eu_fsf: "YEM" },
    { aliases: ["Abd-al-Khaliq al-Huthi", "Abu-Yunus"], born: ["1984"], countries: ["YE"] },
  ),
  person(
    "Abdulmalik al-Houthi",
    { un_sc: "Yemen", us_ofac_sdn: "YEMEN", eu_fsf: "YEM" },
    { aliases: ["Abd al-Malik al-Huthi"], native: "عبدالملك الحوثي", countries: ["YE"] },
  ),
  // Myanmar
  person(
    "Min Aung Hlaing",
    { us_ofac_sdn: "BURMA-EO14014; GLOMAG", eu_fsf: "MMR", gb_sanctions: "Myanmar" },
    { born: ["1956-07-03"], countries: ["MM"] },
  ),
];
