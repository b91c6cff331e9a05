import type { DocumentLayout } from "./layout.ts";

export const ANDES: readonly DocumentLayout[] = [
  {
    id: "pe-dni",
    issuingCountry: "PE",
    documentType: "id_card",
    name: "Documento nacional de identidad (Perú)",
    languages: ["es"],
    titles: [
      "REPÚBLICA DEL PERÚ",
      "REGISTRO NACIONAL DE IDENTIFICACIÓN Y ESTADO CIVIL",
      "DOCUMENTO NACIONAL DE IDENTIDAD",
      "RENIEC",
    ],
    front: {
      texts: [
        "REPÚBLICA DEL PERÚ",
        "REGISTRO NACIONAL DE IDENTIFICACIÓN Y ESTADO CIVIL",
        "DOCUMENTO NACIONAL DE IDENTIDAD",
      ],
      fields: [
        { field: "documentNumber", labels: ["DNI", "CUI"], place: "right" },
        { field: "familyName", labels: ["Primer Apellido"], place: "under" },
        { field: "secondFamilyName", labels: ["Segundo Apellido"], place: "under" },
        { field: "givenNames", labels: ["Pre Nombres", "Prenombres", "Nombres"], place: "under" },
        {
          field: "dateOfBirth",
          labels: ["Nacimiento: Fecha y Ubigeo", "Fecha de Nacimiento"],
          place: "under",
        },
        { field: "sex", labels: ["Sexo"], place: "under" },
        { field: "civilStatus", labels: ["Estado Civil"], place: "under" },
        { field: "dateOfIssue", labels: ["Fecha Emisión", "Fecha de Emisión"], place: "under" },
        { field: "dateOfExpiry", labels: ["Fecha Caducidad", "Fecha de Caducidad"], place: "under" },
      ],
      machine: ["TD1"],
      portrait: true,
    },
    back: {
      texts: ["CONSTANCIA DE SUFRAGIO"],
      fields: [{ field: "address", labels: ["Dirección", "Domicilio"], place: "under" }],
      machine: ["PDF417"],
      portrait: false,
    },
    numbers: [
      {
        field: "documentNumber",
        identifier: "DNI",
        pattern: /^\d{8}(?:\s?-\s?\d)?$/,
        example: "12345678 - 9",
      },
    ],
    dates: { form: "DD MM YYYY", months: null },
    unlimited: false,
    source: "RENIEC, reniec.gob.pe: DNI azul y DNI electrónico",
  },
  {
    id: "ec-cedula",
    issuingCountry: "EC",
    documentType: "id_card",
    name: "Cédula de identidad (Ecuador)",
    languages: ["es"],
    titles: [
      "REPÚBLICA DEL ECUADOR",
      "DIRECCIÓN GENERAL DE REGISTRO CIVIL, IDENTIFICACIÓN Y CEDULACIÓN",
      "CÉDULA DE IDENTIDAD",
      "CÉDULA DE CIUDADANÍA",
    ],
    front: {
      texts: [
        "REPÚBLICA DEL ECUADOR",
        "DIRECCIÓN GENERAL DE REGISTRO CIVIL, IDENTIFICACIÓN Y CEDULACIÓN",
        "CÉDULA DE IDENTIDAD",
      ],
      fields: [
        { field: "personalNumber", labels: ["NUI", "NUI.", "CÉDULA No."], place: "right" },
        { field: "familyName", labels: ["APELLIDOS"], place: "under" },
        { field: "givenNames", labels: ["NOMBRES"], place: "under" },
        { field: "nationality", labels: ["NACIONALIDAD"], place: "under" },
        { field: "dateOfBirth", labels: ["FECHA DE NACIMIENTO"], place: "under" },
        { field: "placeOfBirth", labels: ["LUGAR DE NACIMIENTO"], place: "under" },
        { field: "sex", labels: ["SEXO"], place: "under" },
        { field: "documentNumber", labels: ["No. DOCUMENTO", "N° DOCUMENTO"], place: "under" },
        { field: "dateOfExpiry", labels: ["FECHA DE VENCIMIENTO", "FECHA DE EXPIRACIÓN"], place: "under" },
      ],
      machine: [],
      portrait: true,
    },
    back: {
      texts: [],
      fields: [
        { field: "bloodType", labels: ["TIPO SANGRE", "TIPO DE SANGRE"], place: "under" },
        { field: "civilStatus", labels: ["ESTADO CIVIL"], place: "under" },
        { field: "dateOfIssue", labels: ["LUGAR Y FECHA DE EMISIÓN", "FECHA DE EMISIÓN"], place: "under" },
      ],
      machine: ["TD1", "QRCode"],
      portrait: false,
    },
    numbers: [
      {
        field: "personalNumber",
        identifier: "CEDULA",
        pattern: /^\d{9}-?\d$/,
        example: "1710034065",
      },
    ],
    dates: { form: "DD MMM YYYY", months: "es" },
    unlimited: false,
    source: "Registro Civil del Ecuador, registrocivil.gob.ec: cédula de identidad (since 2021)",
  },
];
