/** A register of criminal records that exists in a jurisdiction, whether or not anybody has connected it. */
export interface CriminalSource {
  id: string;
  /** ISO 3166-1 alpha-2. */
  jurisdiction: string;
  name: string;
  authority: string;
}

const source = (id: string, jurisdiction: string, name: string, authority: string): CriminalSource => ({
  id,
  jurisdiction,
  name,
  authority,
});

/** The registers by jurisdiction. A check names every one of those it was asked about, answered or not. */
export const CRIMINAL_SOURCES: readonly CriminalSource[] = [
  source("co_policia", "CO", "Antecedentes judiciales", "Policía Nacional de Colombia"),
  source("co_procuraduria", "CO", "Antecedentes disciplinarios", "Procuraduría General de la Nación"),
  source("co_contraloria", "CO", "Antecedentes fiscales", "Contraloría General de la República"),
  source("mx_fgr", "MX", "Constancia de datos registrales", "Fiscalía General de la República"),
  source("mx_prs", "MX", "Constancia de antecedentes penales federales", "Prevención y Readaptación Social"),
  source("pe_pj", "PE", "Certificado de antecedentes penales", "Poder Judicial del Perú"),
  source("pe_pnp", "PE", "Certificado de antecedentes policiales", "Policía Nacional del Perú"),
  source("pe_inpe", "PE", "Certificado de antecedentes judiciales", "Instituto Nacional Penitenciario"),
  source(
    "cl_registro_civil",
    "CL",
    "Certificado de antecedentes",
    "Servicio de Registro Civil e Identificación",
  ),
  source("ar_rnr", "AR", "Certificado de antecedentes penales", "Registro Nacional de Reincidencia"),
  source("br_pf", "BR", "Certidão de antecedentes criminais", "Polícia Federal"),
  source("ec_interior", "EC", "Certificado de antecedentes penales", "Ministerio del Interior"),
  source("bo_rejap", "BO", "Registro judicial de antecedentes penales", "Consejo de la Magistratura"),
  source("uy_dnic", "UY", "Certificado de antecedentes judiciales", "Ministerio del Interior"),
  source("py_policia", "PY", "Certificado de antecedentes policiales", "Policía Nacional del Paraguay"),
  source(
    "ve_interior",
    "VE",
    "Certificación de antecedentes penales",
    "Ministerio de Interior, Justicia y Paz",
  ),
  source(
    "pa_dij",
    "PA",
    "Certificado de información de antecedentes personales",
    "Dirección de Investigación Judicial",
  ),
  source("cr_poder_judicial", "CR", "Certificación de antecedentes penales", "Registro Judicial"),
  source("gt_oj", "GT", "Constancia de antecedentes penales", "Organismo Judicial"),
  source("do_pgr", "DO", "Certificado de no antecedentes penales", "Procuraduría General de la República"),
  source("es_penados", "ES", "Certificado de antecedentes penales", "Registro Central de Penados"),
  source("us_fbi", "US", "Identity History Summary", "Federal Bureau of Investigation"),
  source("us_state_courts", "US", "State court and repository records", "State courts and police"),
  source("gb_dbs", "GB", "Basic disclosure", "Disclosure and Barring Service"),
];

/** The registers of a jurisdiction. One that Enroll has no entry for still has a register that nobody asked. */
export function sourcesOf(jurisdiction: string): CriminalSource[] {
  const known = CRIMINAL_SOURCES.filter((one) => one.jurisdiction === jurisdiction);
  if (known.length > 0) return known;
  const id = `${jurisdiction.toLowerCase()}_criminal_records`;
  return [source(id, jurisdiction, "Criminal records", "National register")];
}
