import type { DocumentLayout } from "./layout.ts";

export const SOUTHERN_CONE: readonly DocumentLayout[] = [
  {
    id: "cl-cedula",
    issuingCountry: "CL",
    documentType: "id_card",
    name: "Cédula de identidad (Chile)",
    languages: ["es"],
    titles: ["REPÚBLICA DE CHILE", "SERVICIO DE REGISTRO CIVIL E IDENTIFICACIÓN", "CÉDULA DE IDENTIDAD"],
    front: {
      texts: ["REPÚBLICA DE CHILE", "SERVICIO DE REGISTRO CIVIL E IDENTIFICACIÓN", "CÉDULA DE IDENTIDAD"],
      fields: [
        { field: "familyName", labels: ["APELLIDOS"], place: "under", lines: 2 },
        { field: "givenNames", labels: ["NOMBRES"], place: "under" },
        { field: "nationality", labels: ["NACIONALIDAD"], place: "under" },
        { field: "sex", labels: ["SEXO"], place: "under" },
        { field: "dateOfBirth", labels: ["FECHA DE NACIMIENTO"], place: "under" },
        { field: "documentNumber", labels: ["NÚMERO DOCUMENTO", "NÚMERO DE DOCUMENTO"], place: "under" },
        { field: "dateOfIssue", labels: ["FECHA DE EMISIÓN"], place: "under" },
        { field: "dateOfExpiry", labels: ["FECHA DE VENCIMIENTO"], place: "under" },
        { field: "personalNumber", labels: ["RUN"], place: "right" },
      ],
      machine: [],
      portrait: true,
    },
    back: {
      texts: [],
      fields: [
        { field: "placeOfBirth", labels: ["Nació en", "NACIÓ EN"], place: "right" },
        { field: "occupation", labels: ["Profesión", "PROFESIÓN"], place: "right" },
      ],
      machine: ["TD1", "QRCode"],
      portrait: false,
    },
    numbers: [
      {
        field: "personalNumber",
        identifier: "RUN",
        pattern: /^\d{1,2}\.\d{3}\.\d{3}-[\dkK]$/,
        example: "12.345.678-5",
      },
      {
        field: "documentNumber",
        identifier: null,
        pattern: /^[A-Z]?\d{2,3}\.\d{3}\.\d{3}$/,
        example: "519.123.456",
      },
    ],
    dates: { form: "DD MMM YYYY", months: "es" },
    unlimited: false,
    source: "Servicio de Registro Civil e Identificación, registrocivil.cl: cédula de identidad",
  },
  {
    id: "ar-dni",
    issuingCountry: "AR",
    documentType: "id_card",
    name: "Documento nacional de identidad (Argentina)",
    languages: ["es", "en"],
    titles: [
      "REPÚBLICA ARGENTINA - MERCOSUR",
      "REPÚBLICA ARGENTINA",
      "REGISTRO NACIONAL DE LAS PERSONAS",
      "MINISTERIO DEL INTERIOR",
    ],
    front: {
      texts: [
        "REPÚBLICA ARGENTINA - MERCOSUR",
        "REGISTRO NACIONAL DE LAS PERSONAS",
        "MINISTERIO DEL INTERIOR",
      ],
      fields: [
        { field: "familyName", labels: ["Apellido / Surname", "Apellido"], place: "under" },
        { field: "givenNames", labels: ["Nombre / Name", "Nombre"], place: "under" },
        { field: "sex", labels: ["Sexo / Sex", "Sexo"], place: "under" },
        { field: "nationality", labels: ["Nacionalidad / Nationality", "Nacionalidad"], place: "under" },
        {
          field: "dateOfBirth",
          labels: ["Fecha de nacimiento / Date of birth", "Fecha de nacimiento"],
          place: "under",
        },
        {
          field: "dateOfIssue",
          labels: ["Fecha de emisión / Date of issue", "Fecha de emisión"],
          place: "under",
        },
        {
          field: "dateOfExpiry",
          labels: ["Fecha de vencimiento / Date of expiry", "Fecha de vencimiento"],
          place: "under",
        },
        { field: "documentNumber", labels: ["Documento / Document", "Documento"], place: "under" },
        {
          field: "processNumber",
          labels: ["Trámite Nº / Of. ident.", "Trámite N° / Of. ident."],
          place: "under",
        },
      ],
      machine: ["PDF417"],
      portrait: true,
    },
    back: {
      texts: ["HUELLA DACTILAR"],
      fields: [
        { field: "address", labels: ["DOMICILIO"], place: "right" },
        { field: "placeOfBirth", labels: ["LUGAR DE NACIMIENTO"], place: "right" },
        { field: "personalNumber", labels: ["CUIL"], place: "right" },
      ],
      machine: ["TD1"],
      portrait: false,
    },
    numbers: [
      {
        field: "documentNumber",
        identifier: "DNI",
        pattern: /^\d{1,2}\.\d{3}\.\d{3}$/,
        example: "30.123.456",
      },
      { field: "personalNumber", identifier: "CUIL", pattern: /^\d{2}-\d{8}-\d$/, example: "20-30123456-3" },
    ],
    dates: { form: "DD MMM YYYY", months: "es" },
    unlimited: false,
    source: "RENAPER, argentina.gob.ar/interior/renaper: DNI tarjeta (since 2012)",
  },
];
