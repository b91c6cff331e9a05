import type { DocumentLayout } from "./layout.ts";

export const MEXICO: readonly DocumentLayout[] = [
  {
    id: "mx-ine",
    issuingCountry: "MX",
    documentType: "id_card",
    name: "Credencial para votar (INE)",
    languages: ["es"],
    titles: [
      "INSTITUTO NACIONAL ELECTORAL",
      "CREDENCIAL PARA VOTAR",
      "INSTITUTO FEDERAL ELECTORAL",
      "CLAVE DE ELECTOR",
    ],
    front: {
      texts: ["MÉXICO", "INSTITUTO NACIONAL ELECTORAL", "CREDENCIAL PARA VOTAR"],
      fields: [
        { field: "fullName", labels: ["NOMBRE"], place: "under", lines: "surnames-then-given" },
        { field: "sex", labels: ["SEXO"], place: "right" },
        { field: "address", labels: ["DOMICILIO"], place: "under", lines: 3 },
        { field: "voterKey", labels: ["CLAVE DE ELECTOR"], place: "right" },
        { field: "personalNumber", labels: ["CURP"] },
        { field: "registrationYear", labels: ["AÑO DE REGISTRO"] },
        { field: "dateOfBirth", labels: ["FECHA DE NACIMIENTO"] },
        { field: "electoralSection", labels: ["SECCIÓN"] },
        // Only years: 2019 - 2029. Of the last one, the card is good through its last day.
        { field: "dateOfExpiry", labels: ["VIGENCIA"] },
      ],
      machine: [],
      portrait: true,
    },
    back: {
      texts: ["INSTITUTO NACIONAL ELECTORAL"],
      fields: [],
      machine: ["QRCode", "TD1"],
      portrait: false,
    },
    numbers: [
      {
        field: "personalNumber",
        identifier: "CURP",
        pattern: /^[A-ZÑ]{4}\d{6}[HMX][A-Z]{5}[0-9A-Z]\d$/,
        example: "ROGA940812MDFMML03",
      },
      {
        field: "voterKey",
        identifier: "CLAVE_ELECTOR",
        pattern: /^[A-ZÑ]{6}\d{8}[HMX]\d{3}$/,
        example: "RMGMAN94081209M100",
      },
    ],
    dates: { form: "DD/MM/YYYY", months: null },
    sexes: { H: "M", M: "F" },
    unlimited: false,
    source: "Instituto Nacional Electoral, ine.mx: credencial para votar, models D to H",
  },
  {
    id: "mx-passport",
    issuingCountry: "MX",
    documentType: "passport",
    name: "Pasaporte de México",
    languages: ["es", "en", "fr"],
    titles: ["ESTADOS UNIDOS MEXICANOS", "PASAPORTE", "MÉXICO"],
    front: {
      texts: ["ESTADOS UNIDOS MEXICANOS", "PASAPORTE", "PASSPORT"],
      fields: [
        {
          field: "documentNumber",
          labels: ["Pasaporte No.", "No. de Pasaporte", "Pasaporte No./Passport No."],
        },
        { field: "familyName", labels: ["Apellidos", "Apellidos/Surname"], place: "under" },
        { field: "givenNames", labels: ["Nombres", "Nombres/Given names"], place: "under" },
        { field: "nationality", labels: ["Nacionalidad", "Nacionalidad/Nationality"], place: "under" },
        { field: "personalNumber", labels: ["CURP", "CURP/Personal No."], place: "under" },
        {
          field: "dateOfBirth",
          labels: ["Fecha de nacimiento", "Fecha de nacimiento/Date of birth"],
          place: "under",
        },
        { field: "sex", labels: ["Sexo", "Sexo/Sex"], place: "under" },
        {
          field: "placeOfBirth",
          labels: ["Lugar de nacimiento", "Lugar de nacimiento/Place of birth"],
          place: "under",
        },
        {
          field: "dateOfIssue",
          labels: ["Fecha de expedición", "Fecha de expedición/Date of issue"],
          place: "under",
        },
        {
          field: "dateOfExpiry",
          labels: ["Fecha de caducidad", "Fecha de caducidad/Date of expiry"],
          place: "under",
        },
        { field: "issuingAuthority", labels: ["Autoridad", "Autoridad/Authority"], place: "under" },
      ],
      machine: ["TD3"],
      portrait: true,
    },
    back: null,
    numbers: [
      { field: "documentNumber", identifier: "PASSPORT", pattern: /^[A-Z]\d{8}$/, example: "G12345678" },
      {
        field: "personalNumber",
        identifier: "CURP",
        pattern: /^[A-ZÑ]{4}\d{6}[HMX][A-Z]{5}[0-9A-Z]\d$/,
        example: "ROGA940812MDFMML03",
      },
    ],
    dates: { form: "DD MM YYYY", months: null },
    unlimited: false,
    source: "ICAO 9303-4; Secretaría de Relaciones Exteriores, gob.mx/sre: pasaporte electrónico",
  },
];
