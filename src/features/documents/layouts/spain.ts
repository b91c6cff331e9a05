import type { DocumentLayout } from "./layout.ts";

export const SPAIN: readonly DocumentLayout[] = [
  {
    id: "es-dni",
    issuingCountry: "ES",
    documentType: "id_card",
    name: "Documento nacional de identidad (España)",
    languages: ["es", "en"],
    titles: ["DOCUMENTO NACIONAL DE IDENTIDAD", "ESPAÑA", "NATIONAL IDENTITY CARD"],
    front: {
      texts: ["ESPAÑA", "DOCUMENTO NACIONAL DE IDENTIDAD"],
      fields: [
        { field: "personalNumber", labels: ["DNI", "DNI NÚM."], place: "right" },
        {
          field: "familyName",
          labels: ["APELLIDOS", "APELLIDOS / SURNAMES", "PRIMER APELLIDO"],
          place: "under",
          lines: 2,
        },
        { field: "givenNames", labels: ["NOMBRE", "NOMBRE / NAME"], place: "under" },
        { field: "sex", labels: ["SEXO", "SEXO / SEX"], place: "under" },
        { field: "nationality", labels: ["NACIONALIDAD", "NACIONALIDAD / NATIONALITY"], place: "under" },
        { field: "dateOfBirth", labels: ["FECHA DE NACIMIENTO", "NACIMIENTO"], place: "under" },
        { field: "dateOfIssue", labels: ["EMISIÓN"], place: "under" },
        { field: "dateOfExpiry", labels: ["VALIDEZ", "VÁLIDO HASTA"], place: "under" },
        { field: "documentNumber", labels: ["NUM SOPORT", "NÚM. SOPORTE", "IDESP"], place: "under" },
      ],
      machine: [],
      portrait: true,
    },
    back: {
      texts: ["EQUIPO"],
      fields: [
        { field: "address", labels: ["DOMICILIO"], place: "under", lines: 3 },
        { field: "placeOfBirth", labels: ["LUGAR DE NACIMIENTO"], place: "under", lines: 2 },
        { field: "parents", labels: ["HIJO/A DE"], place: "under" },
      ],
      machine: ["TD1"],
      portrait: false,
    },
    numbers: [
      { field: "personalNumber", identifier: "DNI", pattern: /^\d{8}-?[A-Z]$/, example: "12345678Z" },
      { field: "documentNumber", identifier: null, pattern: /^[A-Z]{3}\d{6}$/, example: "CAA000000" },
    ],
    dates: { form: "DD MM YYYY", months: null },
    unlimited: false,
    source: "Cuerpo Nacional de Policía, dnielectronico.es: DNI 3.0 and 4.0",
  },
  {
    id: "es-nie",
    issuingCountry: "ES",
    documentType: "residence_permit",
    name: "Tarjeta de identidad de extranjero (NIE)",
    languages: ["es", "en"],
    titles: ["PERMISO DE RESIDENCIA", "ESPAÑA", "RESIDENCE PERMIT", "TARJETA DE IDENTIDAD DE EXTRANJERO"],
    front: {
      texts: ["ESPAÑA", "PERMISO DE RESIDENCIA", "RESIDENCE PERMIT"],
      fields: [
        { field: "personalNumber", labels: ["NIE", "N.I.E."] },
        { field: "familyName", labels: ["APELLIDOS", "APELLIDOS/SURNAMES"], place: "under" },
        { field: "givenNames", labels: ["NOMBRE", "NOMBRE/NAME", "NOMBRES"], place: "under" },
        { field: "sex", labels: ["SEXO", "SEXO/SEX"], place: "under" },
        { field: "nationality", labels: ["NACIONALIDAD", "NACIONALIDAD/NATIONALITY"], place: "under" },
        {
          field: "dateOfBirth",
          labels: ["FECHA DE NACIMIENTO", "FECHA DE NACIMIENTO/DATE OF BIRTH"],
          place: "under",
        },
        { field: "dateOfExpiry", labels: ["VÁLIDO HASTA", "FECHA DE CADUCIDAD", "VALIDEZ"], place: "under" },
      ],
      machine: [],
      portrait: true,
    },
    back: {
      texts: ["OBSERVACIONES"],
      fields: [
        { field: "dateOfIssue", labels: ["FECHA DE EXPEDICIÓN", "EMISIÓN"], place: "under" },
        { field: "placeOfBirth", labels: ["LUGAR DE NACIMIENTO"], place: "under" },
        { field: "address", labels: ["DOMICILIO"], place: "under", lines: 2 },
      ],
      machine: ["TD1"],
      portrait: false,
    },
    numbers: [
      { field: "personalNumber", identifier: "NIE", pattern: /^[XYZ]-?\d{7}-?[A-Z]$/, example: "X1234567L" },
    ],
    dates: { form: "DD MM YYYY", months: null },
    unlimited: false,
    source: "Regulation (EC) 1030/2002 with (EU) 2017/1954; Ministerio del Interior, interior.gob.es: TIE",
  },
];
