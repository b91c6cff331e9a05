/**
 * Who may ask a register about a person. `public`: anybody who knows the person's number or name. `consent`: a third
 * party with the person's consent. `person`: the register certifies to the person (or whoever they authorise), so that
 * a provider asks in their name.
 */
export type SourceAccess = "public" | "consent" | "person";

type Register = readonly [
  id: string,
  jurisdiction: string,
  name: string,
  authority: string,
  access: SourceAccess,
];

/**
 * The registers of Latin America, Spain, the United States and the United Kingdom under their official names. Access
 * as it was publicly known in 2026: laws and portals change, so that whoever connects a register checks it anew.
 */
export const REGISTERS: readonly Register[] = [
  ["ar_rnr", "AR", "Certificado de antecedentes penales", "Registro Nacional de Reincidencia", "person"],
  ["bo_rejap", "BO", "Registro judicial de antecedentes penales", "Consejo de la Magistratura", "person"],
  ["br_pf", "BR", "Certidão de antecedentes criminais", "Polícia Federal", "person"],
  [
    "cl_registro_civil",
    "CL",
    "Certificado de antecedentes",
    "Servicio de Registro Civil e Identificación",
    "person",
  ],
  // Anybody may consult these three on the authorities' own pages by the number of the document.
  ["co_policia", "CO", "Antecedentes judiciales", "Policía Nacional de Colombia", "public"],
  ["co_procuraduria", "CO", "Antecedentes disciplinarios", "Procuraduría General de la Nación", "public"],
  ["co_contraloria", "CO", "Antecedentes fiscales", "Contraloría General de la República", "public"],
  ["cr_poder_judicial", "CR", "Certificación de antecedentes penales", "Registro Judicial", "person"],
  [
    "cu_sancionados",
    "CU",
    "Certificado de antecedentes penales",
    "Registro Central de Sancionados",
    "person",
  ],
  [
    "do_pgr",
    "DO",
    "Certificado de no antecedentes penales",
    "Procuraduría General de la República",
    "person",
  ],
  ["ec_interior", "EC", "Certificado de antecedentes penales", "Ministerio del Interior", "public"],
  ["gt_oj", "GT", "Constancia de antecedentes penales", "Organismo Judicial", "person"],
  ["gt_pnc", "GT", "Constancia de antecedentes policiales", "Policía Nacional Civil", "person"],
  ["hn_poder_judicial", "HN", "Constancia de antecedentes penales", "Poder Judicial", "person"],
  [
    "hn_dpi",
    "HN",
    "Constancia de antecedentes policiales",
    "Dirección Policial de Investigaciones",
    "person",
  ],
  ["mx_fgr", "MX", "Constancia de datos registrales", "Fiscalía General de la República", "person"],
  [
    "mx_prs",
    "MX",
    "Constancia de antecedentes penales federales",
    "Prevención y Readaptación Social",
    "person",
  ],
  ["ni_policia", "NI", "Certificado de conducta", "Policía Nacional de Nicaragua", "person"],
  [
    "pa_dij",
    "PA",
    "Certificado de información de antecedentes personales",
    "Dirección de Investigación Judicial",
    "person",
  ],
  ["pe_pj", "PE", "Certificado de antecedentes penales", "Poder Judicial del Perú", "person"],
  ["pe_pnp", "PE", "Certificado de antecedentes policiales", "Policía Nacional del Perú", "person"],
  ["pe_inpe", "PE", "Certificado de antecedentes judiciales", "Instituto Nacional Penitenciario", "person"],
  ["pr_policia", "PR", "Certificado de antecedentes penales", "Policía de Puerto Rico", "person"],
  ["py_policia", "PY", "Certificado de antecedentes policiales", "Policía Nacional del Paraguay", "person"],
  [
    "py_poder_judicial",
    "PY",
    "Certificado de antecedentes judiciales",
    "Poder Judicial del Paraguay",
    "person",
  ],
  [
    "sv_penales",
    "SV",
    "Constancia de antecedentes penales",
    "Dirección General de Centros Penales",
    "person",
  ],
  ["sv_pnc", "SV", "Solvencia de antecedentes policiales", "Policía Nacional Civil", "person"],
  ["uy_dnic", "UY", "Certificado de antecedentes judiciales", "Ministerio del Interior", "person"],
  [
    "ve_interior",
    "VE",
    "Certificación de antecedentes penales",
    "Ministerio de Interior, Justicia y Paz",
    "person",
  ],
  ["es_penados", "ES", "Certificado de antecedentes penales", "Registro Central de Penados", "person"],
  // Also through channellers that the FBI approves, which ask with the person's fingerprints and consent.
  ["us_fbi", "US", "Identity History Summary", "Federal Bureau of Investigation", "person"],
  // Open at many courts; an agency that reports on them for employment needs consent (15 U.S.C. §1681b(b)(2)).
  ["us_state_courts", "US", "State court and repository records", "State courts and police", "consent"],
  ["gb_dbs", "GB", "Basic disclosure", "Disclosure and Barring Service", "consent"],
];
