import { type DocumentLayout, machineSide } from "./layout.ts";

/** What any state's documents print after ICAO 9303: labels in its own language and in English, French or Spanish. */
export const ICAO: readonly DocumentLayout[] = [
  {
    id: "icao-passport",
    issuingCountry: null,
    documentType: "passport",
    name: "Passport (ICAO 9303-4)",
    languages: ["en", "fr", "es", "pt"],
    titles: ["PASSPORT", "PASSEPORT", "PASAPORTE", "PASSAPORTE"],
    front: {
      texts: ["PASSPORT", "PASSEPORT", "PASAPORTE"],
      fields: [
        {
          field: "documentNumber",
          labels: [
            "PASSPORT NO",
            "Passport No./N° du passeport",
            "PASSPORT NUMBER",
            "N° DU PASSEPORT",
            "PASAPORTE No.",
            "PASSAPORTE N°",
            "DOCUMENT NO",
          ],
        },
        { field: "familyName", labels: ["SURNAME", "Surname/Nom", "NOM", "APELLIDOS", "APELIDO", "NAME"] },
        {
          field: "givenNames",
          labels: [
            "GIVEN NAMES",
            "Given names/Prénoms",
            "PRÉNOMS",
            "NOMBRES",
            "NOMES PRÓPRIOS",
            "FORENAMES",
            "FIRST NAME",
          ],
        },
        {
          field: "nationality",
          labels: ["NATIONALITY", "Nationality/Nationalité", "NATIONALITÉ", "NACIONALIDAD", "NACIONALIDADE"],
        },
        {
          field: "dateOfBirth",
          labels: [
            "DATE OF BIRTH",
            "Date of birth/Date de naissance",
            "DATE DE NAISSANCE",
            "FECHA DE NACIMIENTO",
            "DATA DE NASCIMENTO",
          ],
        },
        {
          field: "personalNumber",
          labels: ["PERSONAL NO", "PERSONAL NUMBER", "PERSONAL ID NO", "N° PERSONNEL"],
        },
        { field: "sex", labels: ["SEX", "Sex/Sexe", "SEXE", "SEXO"] },
        {
          field: "placeOfBirth",
          labels: [
            "PLACE OF BIRTH",
            "Place of birth/Lieu de naissance",
            "LIEU DE NAISSANCE",
            "LUGAR DE NACIMIENTO",
            "LOCAL DE NASCIMENTO",
          ],
        },
        {
          field: "dateOfIssue",
          labels: [
            "DATE OF ISSUE",
            "Date of issue/Date de délivrance",
            "DATE DE DÉLIVRANCE",
            "FECHA DE EXPEDICIÓN",
            "DATA DE EMISSÃO",
          ],
        },
        {
          field: "issuingAuthority",
          labels: [
            "AUTHORITY",
            "Authority/Autorité",
            "AUTORITÉ",
            "AUTORIDAD",
            "AUTORIDADE",
            "ISSUING OFFICE",
          ],
        },
        {
          field: "dateOfExpiry",
          labels: [
            "DATE OF EXPIRY",
            "Date of expiry/Date d'expiration",
            "DATE D'EXPIRATION",
            "FECHA DE CADUCIDAD",
            "FECHA DE VENCIMIENTO",
            "DATA DE VALIDADE",
            "EXPIRATION DATE",
          ],
        },
      ],
      machine: ["TD3"],
      portrait: true,
    },
    back: null,
    numbers: [
      { field: "documentNumber", identifier: "PASSPORT", pattern: /^[A-Z0-9]{6,9}$/, example: "L898902C3" },
    ],
    dates: { form: "DD MMM YYYY", months: "en" },
    unlimited: false,
    source: "ICAO Doc 9303-4 §4.1 (visual zone, mandatory and optional data elements), 9303-3 §3",
  },
  {
    id: "icao-id-card",
    issuingCountry: null,
    documentType: "id_card",
    name: "Identity card (ICAO 9303-5)",
    languages: ["en", "fr", "es", "pt"],
    titles: [
      "IDENTITY CARD",
      "CARTE D'IDENTITÉ",
      "CARTE NATIONALE D'IDENTITÉ",
      "TARJETA DE IDENTIDAD",
      "CARTÃO DE CIDADÃO",
      "ID CARD",
    ],
    front: {
      texts: ["IDENTITY CARD", "CARTE D'IDENTITÉ"],
      fields: [
        {
          field: "documentNumber",
          labels: [
            "DOCUMENT NO",
            "DOCUMENT NUMBER",
            "CARD NO",
            "N° DU DOCUMENT",
            "NÚMERO DE DOCUMENTO",
            "N° DOCUMENTO",
          ],
        },
        { field: "familyName", labels: ["SURNAME", "Surname/Nom", "NOM", "APELLIDOS", "APELIDOS"] },
        {
          field: "givenNames",
          labels: ["GIVEN NAMES", "Given names/Prénoms", "PRÉNOMS", "NOMBRES", "NOMES", "FORENAMES"],
        },
        { field: "nationality", labels: ["NATIONALITY", "NATIONALITÉ", "NACIONALIDAD", "NACIONALIDADE"] },
        {
          field: "dateOfBirth",
          labels: ["DATE OF BIRTH", "DATE DE NAISSANCE", "FECHA DE NACIMIENTO", "DATA DE NASCIMENTO"],
        },
        { field: "personalNumber", labels: ["PERSONAL NO", "PERSONAL NUMBER", "NÚMERO PERSONAL"] },
        { field: "sex", labels: ["SEX", "SEXE", "SEXO"] },
        {
          field: "placeOfBirth",
          labels: ["PLACE OF BIRTH", "LIEU DE NAISSANCE", "LUGAR DE NACIMIENTO", "LOCAL DE NASCIMENTO"],
        },
        {
          field: "dateOfIssue",
          labels: ["DATE OF ISSUE", "DATE DE DÉLIVRANCE", "FECHA DE EXPEDICIÓN", "DATA DE EMISSÃO"],
        },
        { field: "issuingAuthority", labels: ["AUTHORITY", "AUTORITÉ", "AUTORIDAD", "AUTORIDADE"] },
        {
          field: "dateOfExpiry",
          labels: [
            "DATE OF EXPIRY",
            "DATE D'EXPIRATION",
            "FECHA DE CADUCIDAD",
            "FECHA DE VENCIMIENTO",
            "DATA DE VALIDADE",
          ],
        },
      ],
      machine: [],
      portrait: true,
    },
    back: machineSide("TD1"),
    numbers: [
      { field: "documentNumber", identifier: null, pattern: /^[A-Z0-9]{6,9}$/, example: "D23145890" },
    ],
    dates: { form: "DD MMM YYYY", months: "en" },
    unlimited: false,
    source: "ICAO Doc 9303-5 §4.1 (visual zone of TD1 cards), 9303-3 §3",
  },
];
