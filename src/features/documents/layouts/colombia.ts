import { type DocumentLayout, machineSide } from "./layout.ts";

const TITLES = ["REPÚBLICA DE COLOMBIA", "IDENTIFICACIÓN PERSONAL", "CÉDULA DE CIUDADANÍA"] as const;
const REGISTRY = "Registraduría Nacional del Estado Civil, registraduria.gov.co";

export const COLOMBIA: readonly DocumentLayout[] = [
  {
    id: "co-cedula-amarilla",
    issuingCountry: "CO",
    documentType: "id_card",
    name: "Cédula de ciudadanía (amarilla con hologramas)",
    languages: ["es"],
    titles: TITLES,
    front: {
      texts: ["REPÚBLICA DE COLOMBIA", "IDENTIFICACIÓN PERSONAL", "CÉDULA DE CIUDADANÍA", "FIRMA"],
      fields: [
        { field: "documentNumber", labels: ["NÚMERO", "NUMERO", "No."], place: "right" },
        // The card prints these two under their values.
        { field: "familyName", labels: ["APELLIDOS"], place: "above" },
        { field: "givenNames", labels: ["NOMBRES"], place: "above" },
      ],
      machine: [],
      portrait: true,
    },
    back: {
      texts: ["ÍNDICE DERECHO", "REGISTRADOR NACIONAL"],
      fields: [
        { field: "dateOfBirth", labels: ["FECHA DE NACIMIENTO"] },
        { field: "placeOfBirth", labels: ["LUGAR DE NACIMIENTO"], place: "above", lines: 2 },
        { field: "heightCm", labels: ["ESTATURA"], place: "above" },
        { field: "bloodType", labels: ["G.S. RH", "G.S. R.H.", "GS RH"], place: "above" },
        { field: "sex", labels: ["SEXO"], place: "above" },
        {
          field: "dateOfIssue",
          labels: ["FECHA Y LUGAR DE EXPEDICIÓN"],
          also: "placeOfIssue",
          place: "above",
        },
      ],
      machine: ["PDF417"],
      portrait: false,
    },
    numbers: [
      {
        field: "documentNumber",
        identifier: "CC",
        pattern: /^\d{1,3}(?:\.\d{3}){1,3}$/,
        example: "1.020.304.050",
      },
    ],
    dates: { form: "DD-MMM-YYYY", months: "es" },
    unlimited: true,
    source: `${REGISTRY}: cédula amarilla con hologramas (2000-2020)`,
  },
  {
    id: "co-cedula-digital",
    issuingCountry: "CO",
    documentType: "id_card",
    name: "Cédula de ciudadanía digital",
    languages: ["es"],
    titles: ["REPÚBLICA DE COLOMBIA", "CÉDULA DE CIUDADANÍA", "NUIP"],
    front: {
      texts: ["REPÚBLICA DE COLOMBIA", "CÉDULA DE CIUDADANÍA"],
      fields: [
        { field: "familyName", labels: ["Apellidos"], place: "under" },
        { field: "givenNames", labels: ["Nombres"], place: "under" },
        { field: "personalNumber", labels: ["NUIP"] },
        { field: "nationality", labels: ["Nacionalidad"], place: "under" },
        { field: "heightCm", labels: ["Estatura"], place: "under" },
        { field: "sex", labels: ["Sexo"], place: "under" },
        { field: "dateOfBirth", labels: ["Fecha de nacimiento"], place: "under" },
        { field: "bloodType", labels: ["G.S.", "GS", "G.S. RH"], place: "under" },
        { field: "placeOfBirth", labels: ["Lugar de nacimiento"], place: "under" },
        {
          field: "dateOfIssue",
          labels: ["Fecha y lugar de expedición"],
          also: "placeOfIssue",
          place: "under",
        },
        { field: "dateOfExpiry", labels: ["Fecha de expiración", "Fecha de vencimiento"], place: "under" },
      ],
      machine: [],
      portrait: true,
    },
    back: { ...machineSide("TD1", "QRCode"), texts: ["REGISTRADOR NACIONAL DEL ESTADO CIVIL"] },
    numbers: [
      {
        field: "personalNumber",
        identifier: "CC",
        pattern: /^\d{1,3}(?:\.\d{3}){1,3}$/,
        example: "1.020.304.050",
      },
    ],
    dates: { form: "DD MMM YYYY", months: "es" },
    unlimited: false,
    source: `${REGISTRY}: cédula digital (since 2020)`,
  },
  {
    id: "co-cedula-extranjeria",
    issuingCountry: "CO",
    documentType: "residence_permit",
    name: "Cédula de extranjería",
    languages: ["es"],
    titles: ["CÉDULA DE EXTRANJERÍA", "REPÚBLICA DE COLOMBIA", "MIGRACIÓN COLOMBIA", "RESIDENTE", "MIGRANTE"],
    front: {
      texts: ["REPÚBLICA DE COLOMBIA", "CÉDULA DE EXTRANJERÍA", "MIGRACIÓN COLOMBIA", "RESIDENTE"],
      fields: [
        { field: "documentNumber", labels: ["No.", "NÚMERO", "NUMERO", "CE No."], place: "right" },
        { field: "familyName", labels: ["APELLIDOS"] },
        { field: "givenNames", labels: ["NOMBRES"] },
        { field: "nationality", labels: ["NACIONALIDAD"] },
        { field: "dateOfBirth", labels: ["FECHA DE NACIMIENTO", "F. NACIMIENTO"] },
        { field: "sex", labels: ["SEXO"] },
        { field: "bloodType", labels: ["RH", "G.S. RH", "GS RH"] },
        { field: "dateOfIssue", labels: ["F. EXPEDICIÓN", "FECHA DE EXPEDICIÓN"] },
        { field: "dateOfExpiry", labels: ["VENCE", "FECHA DE VENCIMIENTO", "VÁLIDA HASTA"] },
      ],
      machine: [],
      portrait: true,
    },
    back: { ...machineSide("TD1"), texts: ["MIGRACIÓN COLOMBIA", "MINISTERIO DE RELACIONES EXTERIORES"] },
    numbers: [{ field: "documentNumber", identifier: "CE", pattern: /^E?\d{4,8}$/, example: "512345" }],
    dates: { form: "YYYY-MM-DD", months: null },
    unlimited: false,
    source: "Migración Colombia, migracioncolombia.gov.co: cédula de extranjería",
  },
];
