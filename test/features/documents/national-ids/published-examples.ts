/**
 * Numbers that documentation prints as examples: made up, specimens of the issuer, or of companies and agencies.
 * None is a private person's.
 */
export interface PublishedExamples {
  country: string;
  type: string;
  source: string;
  numbers: readonly string[];
}

const STDNUM = "python-stdnum, docstring of stdnum";
const NATIONID = "nationid, docs/countries, synthetic test vectors";

export const PUBLISHED_EXAMPLES: readonly PublishedExamples[] = [
  { country: "CO", type: "CC", source: NATIONID, numbers: ["1.020.304.050", "12345678", "123456"] },
  { country: "CO", type: "TI", source: NATIONID, numbers: ["1020304050", "12345678901"] },
  { country: "CO", type: "NUIP", source: NATIONID, numbers: ["1020304050"] },
  { country: "CO", type: "CE", source: NATIONID, numbers: ["123456", "1234567"] },
  { country: "CO", type: "PPT", source: NATIONID, numbers: ["1234567", "12345678", "PPT123456"] },
  { country: "CO", type: "NIT", source: `${STDNUM}.co.nit`, numbers: ["213.123.432-1"] },
  {
    country: "CO",
    type: "NIT",
    source: NATIONID,
    numbers: ["900123456-8", "800100123-9", "830015425-3", "1020304050-8"],
  },
  { country: "MX", type: "CURP", source: `${STDNUM}.mx.curp`, numbers: ["BOXW310820HNERXN09"] },
  {
    country: "MX",
    type: "CURP",
    source: NATIONID,
    numbers: ["GOMC850315HDFRRR07", "LOPB920715HJCRRR05", "GAVA751231MNERRR07"],
  },
  { country: "MX", type: "RFC", source: `${STDNUM}.mx.rfc`, numbers: ["GODE 561231 GR8", "MAB-930714-8T4"] },
  { country: "MX", type: "RFC", source: "SAT, generic RFCs", numbers: ["XAXX010101000", "XEXX010101000"] },
  {
    country: "MX",
    type: "CLAVE_ELECTOR",
    source: "learn.sayari.com/mexico-voter-id-number-clave-de-elector",
    numbers: ["HRGRJN82050602H900", "HRGRAL82050602H900"],
  },
  { country: "PE", type: "DNI", source: `${STDNUM}.pe.cui`, numbers: ["10117410", "10117410-2"] },
  { country: "PE", type: "CE", source: "docs.alps.cl/reference/document-types", numbers: ["001766062"] },
  { country: "PE", type: "RUC", source: `${STDNUM}.pe.ruc`, numbers: ["20512333797"] },
  { country: "CL", type: "RUT", source: `${STDNUM}.cl.rut`, numbers: ["76086428-5"] },
  { country: "CL", type: "RUT", source: NATIONID, numbers: ["12.345.678-5"] },
  { country: "AR", type: "DNI", source: `${STDNUM}.ar.dni`, numbers: ["20.123.456"] },
  {
    country: "AR",
    type: "CUIT",
    source: NATIONID,
    numbers: ["50-12345678-2", "50-11111111-9", "50-98765432-2"],
  },
  { country: "BR", type: "CPF", source: `${STDNUM}.br.cpf`, numbers: ["390.533.447-05"] },
  {
    country: "BR",
    type: "CNPJ",
    source: `${STDNUM}.br.cnpj; Receita Federal, technical note`,
    numbers: ["16.727.230/0001-97", "12.ABC.345/01DE-35"],
  },
  { country: "BR", type: "CNH", source: "Respect/Validation, v::cnh()", numbers: ["02650306461"] },
  {
    country: "BR",
    type: "RG",
    source: "todasasrespostas.com/como-e-feito-o-numero-do-rg",
    numbers: ["12.345.678-9"],
  },
  { country: "BR", type: "RG_SP", source: "bosontreinamentos.com.br, RG SSP/SP", numbers: ["29.465.327-2"] },
  { country: "EC", type: "CEDULA", source: `${STDNUM}.ec.ci`, numbers: ["171430710-3"] },
  { country: "EC", type: "CEDULA", source: NATIONID, numbers: ["1710034065", "0912345675", "3012345678"] },
  { country: "EC", type: "RUC", source: NATIONID, numbers: ["1710034065001", "1791000005001"] },
  {
    country: "EC",
    type: "RUC",
    source: "python-stdnum issue 497: a company that follows no check digit",
    numbers: ["1793213150001"],
  },
  { country: "UY", type: "CI", source: NATIONID, numbers: ["1.234.567-2", "45678905", "10000008"] },
  { country: "VE", type: "CI", source: NATIONID, numbers: ["V-12345678", "E-1234567"] },
  {
    country: "VE",
    type: "RIF",
    source: NATIONID,
    numbers: ["V-12345678-1", "J-12345678-4", "G-12345678-7", "C-12345678-3"],
  },
  { country: "PY", type: "CI", source: NATIONID, numbers: ["1234567", "123456"] },
  { country: "PY", type: "RUC", source: `${STDNUM}.py.ruc`, numbers: ["80028061-0"] },
  { country: "PY", type: "RUC", source: NATIONID, numbers: ["80000000-5", "9999999-4", "100000-4"] },
  { country: "BO", type: "CI", source: NATIONID, numbers: ["1234567", "1234567 LP", "12345678"] },
  {
    country: "PA",
    type: "CEDULA",
    source: NATIONID,
    numbers: ["8-123-456", "PE-12-345", "N-12-345", "13-1234-567890"],
  },
  {
    country: "CR",
    type: "CEDULA",
    source: `${STDNUM}.cr.cpf; ${NATIONID}`,
    numbers: ["3-0455-0175", "1-1234-5678"],
  },
  {
    country: "DO",
    type: "CEDULA",
    source: NATIONID,
    numbers: ["001-1234567-3", "402-1234567-8", "223-5678901-0"],
  },
  { country: "GT", type: "CUI", source: NATIONID, numbers: ["1234 56789 0101", "1122 33449 0101"] },
  {
    country: "GT",
    type: "NIT",
    source: `${STDNUM}.gt.nit; ${NATIONID}`,
    numbers: ["576937-K", "7108-0", "1234567-9"],
  },
  { country: "SV", type: "DUI", source: NATIONID, numbers: ["04567890-3", "12345678-4"] },
  { country: "HN", type: "DNI", source: NATIONID, numbers: ["0801-1990-12345", "1801-2000-99999"] },
  {
    country: "ES",
    type: "DNI",
    source: `${STDNUM}.es.dni; ${NATIONID}`,
    numbers: ["12345678Z", "99999999-R", "00000000T"],
  },
  { country: "ES", type: "NIE", source: NATIONID, numbers: ["X1234567L", "Y1234567X", "Z1234567R"] },
  {
    country: "PT",
    type: "CC",
    source: "autenticacao.gov.pt, Validação de Número de Documento do Cartão de Cidadão",
    numbers: ["00000000 0 ZZ4"],
  },
  { country: "US", type: "SSN", source: NATIONID, numbers: ["123-45-6789", "555-12-3456"] },
  { country: "CR", type: "DIMEX", source: "Ley 8764; made up", numbers: ["123456789012"] },
  {
    country: "MX",
    type: "PASSPORT",
    source: "validator.js pull request 2719",
    numbers: ["J00000001", "A1B2C3D4E"],
  },
  { country: "DE", type: "PASSPORT", source: "ICAO 9303-4 appendix A layout", numbers: ["C01X0006H"] },
];
