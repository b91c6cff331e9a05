import { type DocumentLayout, machineSide } from "./layout.ts";

/** Panama and the Dominican Republic. */
export const CARIBBEAN: readonly DocumentLayout[] = [
  {
    id: "pa-cedula",
    issuingCountry: "PA",
    documentType: "id_card",
    name: "Cédula de identidad personal (Panamá)",
    languages: ["es"],
    titles: ["REPÚBLICA DE PANAMÁ", "TRIBUNAL ELECTORAL", "CÉDULA DE IDENTIDAD PERSONAL"],
    front: {
      texts: ["REPÚBLICA DE PANAMÁ", "TRIBUNAL ELECTORAL"],
      fields: [
        { field: "givenNames", labels: ["NOMBRE", "NOMBRES"], place: "under" },
        { field: "familyName", labels: ["APELLIDO", "APELLIDOS"], place: "under" },
        { field: "documentNumber", labels: ["CÉDULA", "CÉDULA No."] },
        { field: "dateOfBirth", labels: ["FECHA DE NACIMIENTO"], place: "right" },
        { field: "placeOfBirth", labels: ["LUGAR DE NACIMIENTO"], place: "right" },
        { field: "nationality", labels: ["NACIONALIDAD"], place: "right" },
        { field: "sex", labels: ["SEXO"], place: "right" },
        { field: "bloodType", labels: ["TIPO DE SANGRE"], place: "right" },
        { field: "dateOfIssue", labels: ["EXPEDIDA"], place: "right" },
        { field: "dateOfExpiry", labels: ["EXPIRA"], place: "right" },
      ],
      machine: [],
      portrait: true,
    },
    back: {
      ...machineSide("TD1", "QRCode"),
      texts: ["TRIBUNAL ELECTORAL", "DIRECTOR NACIONAL DE CEDULACIÓN"],
    },
    numbers: [
      {
        field: "documentNumber",
        identifier: "CEDULA",
        pattern: /^(?:(?:1[0-3]|[1-9])(?:AV|PI)?|PE|E|N)-\d{1,4}-\d{1,6}$/,
        example: "8-888-8888",
      },
    ],
    dates: { form: "DD-MMM-YYYY", months: "es" },
    unlimited: false,
    source: "Tribunal Electoral de Panamá, tribunal-electoral.gob.pa: cédula de identidad personal",
  },
  {
    id: "do-cedula",
    issuingCountry: "DO",
    documentType: "id_card",
    name: "Cédula de identidad y electoral",
    languages: ["es"],
    titles: ["REPÚBLICA DOMINICANA", "JUNTA CENTRAL ELECTORAL", "CÉDULA DE IDENTIDAD Y ELECTORAL"],
    front: {
      texts: ["REPÚBLICA DOMINICANA", "JUNTA CENTRAL ELECTORAL", "CÉDULA DE IDENTIDAD Y ELECTORAL"],
      fields: [
        { field: "documentNumber", labels: ["CÉDULA", "No. DE CÉDULA", "NÚMERO DE CÉDULA"] },
        { field: "placeOfBirth", labels: ["LUGAR DE NACIMIENTO"], place: "under" },
        { field: "dateOfBirth", labels: ["FECHA DE NACIMIENTO"], place: "under" },
        { field: "nationality", labels: ["NACIONALIDAD"], place: "right" },
        { field: "sex", labels: ["SEXO"], place: "right" },
        { field: "bloodType", labels: ["SANGRE", "TIPO DE SANGRE"], place: "right" },
        { field: "civilStatus", labels: ["ESTADO CIVIL"], place: "right" },
        { field: "occupation", labels: ["OCUPACIÓN"], place: "right" },
        { field: "dateOfExpiry", labels: ["FECHA DE EXPIRACIÓN"], place: "right" },
        { field: "givenNames", labels: ["NOMBRES", "NOMBRE"], place: "under" },
        { field: "familyName", labels: ["APELLIDOS", "APELLIDO"], place: "under" },
      ],
      machine: [],
      portrait: true,
    },
    back: {
      texts: ["JUNTA CENTRAL ELECTORAL"],
      fields: [
        { field: "address", labels: ["DIRECCIÓN DE RESIDENCIA", "DIRECCIÓN"], place: "under", lines: 2 },
        { field: "electoralSection", labels: ["COLEGIO ELECTORAL", "COLEGIO"], place: "right" },
      ],
      machine: ["PDF417", "TD1"],
      portrait: false,
    },
    numbers: [
      {
        field: "documentNumber",
        identifier: "CEDULA",
        pattern: /^\d{3}-\d{7}-\d$/,
        example: "001-1234567-3",
      },
    ],
    dates: { form: "DD MMMM YYYY", months: "es" },
    unlimited: false,
    source: "Junta Central Electoral, jce.gob.do: cédula de identidad y electoral (2014)",
  },
];
