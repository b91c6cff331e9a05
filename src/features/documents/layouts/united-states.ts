import { type DocumentLayout, machineSide } from "./layout.ts";

export const UNITED_STATES: readonly DocumentLayout[] = [
  {
    id: "us-driving-licence",
    issuingCountry: "US",
    documentType: "driving_licence",
    name: "Driver license",
    languages: ["en"],
    titles: ["DRIVER LICENSE", "DRIVER'S LICENSE", "USA", "OPERATOR LICENSE"],
    front: {
      texts: ["USA", "DRIVER LICENSE"],
      // The elements' numbers are those of the standard; what is printed beside them is the states' choice.
      fields: [
        {
          field: "documentNumber",
          labels: ["4d DLN", "DLN", "DL NO.", "DL", "LIC NO.", "4d LIC#"],
          place: "right",
        },
        { field: "licenceCategories", labels: ["9 CLASS", "CLASS"], place: "right" },
        { field: "dateOfBirth", labels: ["3 DOB", "DOB", "DATE OF BIRTH"], place: "right" },
        { field: "familyName", labels: ["1 LN", "LN", "LAST NAME", "1 FAMILY NAME"], place: "right" },
        { field: "givenNames", labels: ["2 FN", "FN", "FIRST NAME", "2 GIVEN NAMES"], place: "right" },
        { field: "address", labels: ["8 ADDRESS", "ADDRESS"], place: "right", lines: 2 },
        { field: "dateOfIssue", labels: ["4a ISS", "ISS", "ISSUED"], place: "right" },
        { field: "dateOfExpiry", labels: ["4b EXP", "EXP", "EXPIRES"], place: "right" },
        { field: "sex", labels: ["15 SEX", "SEX"], place: "right" },
        { field: "heightCm", labels: ["16 HGT", "HGT"], place: "right" },
      ],
      machine: [],
      portrait: true,
    },
    back: machineSide("PDF417", "Code128"),
    numbers: [
      { field: "documentNumber", identifier: null, pattern: /^[A-Z0-9]{4,16}$/, example: "D1234567" },
    ],
    dates: { form: "MM/DD/YYYY", months: null },
    unlimited: false,
    source: "AAMVA DL/ID Card Design Standard 2020, annex A (zones I to V), aamva.org",
  },
];
