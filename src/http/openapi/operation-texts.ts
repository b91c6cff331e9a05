import type { Locale } from "../../kernel/caller.ts";
import type { Endpoint } from "../endpoint.ts";

/** Titles in both languages, and the sentence in Spanish; the endpoint itself holds the English one. */
const TEXTS: Record<string, { en: string; es: string; text: string }> = {
  issueToken: {
    en: "Get a token",
    es: "Obtener un token",
    text: "Cambia el id y el secreto de un cliente por un token de 15 minutos: en el sobre si se pide en JSON, sin él (RFC 6749) si se pide con un formulario.",
  },
  revokeTokens: {
    en: "Revoke tokens",
    es: "Revocar tokens",
    text: "Revoca un token por su id, o todos los que un sujeto haya recibido hasta ahora.",
  },
  createUser: {
    en: "Create a user",
    es: "Crear un usuario",
    text: "Crea el usuario al que pertenecerán las verificaciones de una persona.",
  },
  importUsers: {
    en: "Import users",
    es: "Importar usuarios",
    text: "Recibe un archivo CSV o NDJSON de usuarios y los crea en segundo plano; sus propias bases de datos no se consultan.",
  },
  listUserImports: {
    en: "List imports",
    es: "Listar las importaciones",
    text: "Las importaciones, de la más reciente a la más antigua.",
  },
  readUserImport: {
    en: "Read an import",
    es: "Leer una importación",
    text: "Hasta dónde llegó una importación: filas leídas, usuarios creados, filas que fallaron o se omitieron.",
  },
  listUserImportErrors: {
    en: "List the errors of an import",
    es: "Listar los errores de una importación",
    text: "Qué falló en cada fila, en el orden del archivo.",
  },
  cancelUserImport: {
    en: "Cancel an import",
    es: "Cancelar una importación",
    text: "Detiene una importación: los usuarios ya creados quedan, y no se crean más.",
  },
  updateUser: {
    en: "Update a user",
    es: "Actualizar un usuario",
    text: "Cambia lo que se sabe de una persona: lo que no se envía queda igual, null lo borra; respeta If-Match.",
  },
  readUser: { en: "Read a user", es: "Leer un usuario", text: "El usuario con los datos de la persona." },
  readUserStatus: {
    en: "Read a user's status",
    es: "Leer el estado de un usuario",
    text: "En qué punto está el usuario, por qué verificaciones y por qué decisión, con su traza.",
  },
  listUserEvents: {
    en: "List a user's events",
    es: "Listar los eventos de un usuario",
    text: "Lo que ocurrió con el usuario, de lo más reciente a lo más antiguo.",
  },
  reviewUser: {
    en: "Decide a review",
    es: "Decidir una revisión",
    text: "Cierra una revisión con la decisión de una persona.",
  },
  reopenUser: {
    en: "Begin a new attempt",
    es: "Empezar un intento nuevo",
    text: "Empieza un intento nuevo para una persona rechazada, o cuyo registro venció o se canceló.",
  },
  cancelUser: {
    en: "Cancel an enrolment",
    es: "Cancelar un registro",
    text: "Termina un registro que todavía no tiene respuesta.",
  },
  createPolicy: {
    en: "Add a policy",
    es: "Agregar una política",
    text: "Agrega una versión de una política; se rechaza la que nunca podría aprobar a nadie.",
  },
  listPolicies: {
    en: "List policies",
    es: "Listar las políticas",
    text: "Todas las versiones de las políticas, incluida la que viene con el producto.",
  },
  activatePolicy: {
    en: "Activate a policy",
    es: "Activar una política",
    text: "Hace de una versión la que reciben los usuarios nuevos; los demás conservan la suya.",
  },
  redecideUser: {
    en: "Decide anew",
    es: "Decidir de nuevo",
    text: "Decide de nuevo sobre un usuario con otra versión de una política, o dice qué cambiaría.",
  },
  createPictureLink: {
    en: "Link to a picture",
    es: "Enlace a una imagen",
    text: "Un enlace firmado que abre por poco tiempo una imagen guardada, para la persona que la revisa.",
  },
  listClients: {
    en: "List API clients",
    es: "Listar clientes de la API",
    text: "Los clientes de la API de la empresa, sin sus secretos.",
  },
  createClient: {
    en: "Create an API client",
    es: "Crear un cliente de la API",
    text: "Crea un cliente con algunos de los permisos de quien llama; su secreto se muestra una vez.",
  },
  rotateClient: {
    en: "Rotate a client's secret",
    es: "Renovar el secreto de un cliente",
    text: "Da a un cliente un secreto nuevo; el anterior sigue valiendo durante el solape.",
  },
  revokeClient: {
    en: "Revoke an API client",
    es: "Revocar un cliente de la API",
    text: "Acaba con un cliente para siempre, y con todos los tokens que recibió.",
  },
  listTenants: {
    en: "List tenants",
    es: "Listar empresas",
    text: "Las empresas de este Enroll.",
  },
  createTenant: {
    en: "Create a tenant",
    es: "Crear una empresa",
    text: "Crea una empresa, real o de pruebas, con una clave de datos propia.",
  },
  readTenant: {
    en: "Read a tenant",
    es: "Leer una empresa",
    text: "Una empresa.",
  },
  changeTenant: {
    en: "Change a tenant",
    es: "Cambiar una empresa",
    text: "Cambia el nombre, suspende, reanuda o limita una empresa; en segundos vale en todas partes.",
  },
  listClientsOfTenant: {
    en: "List a tenant's clients",
    es: "Listar los clientes de una empresa",
    text: "Los clientes de la API de una empresa, sin sus secretos.",
  },
  rotateClientOfTenant: {
    en: "Rotate a tenant's client",
    es: "Renovar un cliente de una empresa",
    text: "Da a un cliente de una empresa un secreto nuevo; el anterior sigue valiendo durante el solape.",
  },
  revokeClientOfTenant: {
    en: "Revoke a tenant's client",
    es: "Revocar un cliente de una empresa",
    text: "Acaba con un cliente de una empresa para siempre, y con todos los tokens que recibió.",
  },
  createClientOfTenant: {
    en: "Create a tenant's client",
    es: "Crear un cliente de una empresa",
    text: "Crea un cliente de la API para una empresa; su secreto se muestra una vez.",
  },
  readRetention: {
    en: "Read retention",
    es: "Leer la retención",
    text: "Cuántos días se guarda cada clase de datos.",
  },
  putRetention: {
    en: "Set retention",
    es: "Fijar la retención",
    text: "Fija cuántos días se guarda cada clase; lo más antiguo se borra en minutos y para siempre.",
  },
  readReceipt: {
    en: "Read a receipt",
    es: "Leer un recibo",
    text: "La decisión final sobre un usuario con los hashes de sus pruebas, firmada.",
  },
  verifyReceipt: {
    en: "Verify a receipt",
    es: "Verificar un recibo",
    text: "Dice si un recibo se firmó aquí y sigue intacto, y qué afirma.",
  },
  listUsers: {
    en: "List users",
    es: "Listar usuarios",
    text: "Los usuarios, de lo más reciente a lo más antiguo, por id externo, identificador, correo, estado o fecha.",
  },
  exportUser: {
    en: "Export a person's data",
    es: "Exportar los datos de una persona",
    text: "Todo lo que se guarda de una persona; necesita también los permisos de lectura de documentos, biometría y antecedentes.",
  },
  eraseUser: {
    en: "Erase a user",
    es: "Borrar a un usuario",
    text: "Borra para siempre los datos de una persona y responde con un recibo de borrado firmado.",
  },
  createUpload: {
    en: "Upload a picture",
    es: "Subir una imagen",
    text: "Envía una imagen por adelantado, para nombrarla por su id en una solicitud posterior dentro de las 24 horas.",
  },
  scanDocument: {
    en: "Scan a document",
    es: "Escanear un documento",
    text: "Recibe una o dos imágenes de un documento, averigua qué documento es y lee su MRZ y sus códigos de barras.",
  },
  extractDocument: {
    en: "Extract fields",
    es: "Extraer campos",
    text: "Cada campo del documento con su fuente, confianza, dígito de control y lugar, y los conflictos entre fuentes.",
  },
  validateDocument: {
    en: "Validate a document",
    es: "Validar un documento",
    text: "Juzga el documento comprobación por comprobación; lo que no se hizo se nombra.",
  },
  getDocument: {
    en: "Read a document",
    es: "Leer un documento",
    text: "El documento tal como se escaneó, con su última validación.",
  },
  registerFace: {
    en: "Register a face",
    es: "Registrar un rostro",
    text: "Registra el rostro de un usuario y busca duplicados entre los ya registrados.",
  },
  verifyFace: {
    en: "Verify a face",
    es: "Verificar un rostro",
    text: "Compara un rostro con el registrado, con el retrato del documento o con otra imagen.",
  },
  checkLiveness: {
    en: "Check liveness",
    es: "Comprobar la vida",
    text: "Juzga por una imagen, o por los fotogramas que responden a un reto, si hay una persona viva frente a la cámara; nunca aprueba por sí sola.",
  },
  issueLivenessChallenge: {
    en: "Issue a liveness challenge",
    es: "Emitir un reto de vida",
    text: "Sortea lo que la persona hará frente a la cámara; se responde una sola vez, en 90 segundos.",
  },
  getFace: { en: "Read a face", es: "Leer un rostro", text: "Un rostro registrado, sin su plantilla." },
  deleteFace: {
    en: "Delete a face",
    es: "Eliminar un rostro",
    text: "Elimina un rostro registrado, su plantilla y su imagen.",
  },
  searchFaces: {
    en: "Search faces",
    es: "Buscar rostros",
    text: "Nombra a las personas registradas que se parecen a un rostro (1:N); decide siempre una persona.",
  },
  createCollection: {
    en: "Create a collection",
    es: "Crear una colección",
    text: "Da nombre a un conjunto de rostros en el que se busca por separado.",
  },
  listCollections: {
    en: "List collections",
    es: "Listar colecciones",
    text: "Todas las colecciones, con su número de rostros.",
  },
  getCollection: {
    en: "Read a collection",
    es: "Leer una colección",
    text: "Una colección con su número de rostros.",
  },
  deleteCollection: {
    en: "Delete a collection",
    es: "Eliminar una colección",
    text: "Elimina una colección que no tiene ningún rostro.",
  },
  reEnrolFaces: {
    en: "Re-enrol faces",
    es: "Registrar de nuevo los rostros",
    text: "Describe de nuevo, desde sus fotos selladas, los rostros que describió un modelo anterior; cada uno recibe otro identificador.",
  },
  renewTemplates: {
    en: "Renew templates",
    es: "Renovar las plantillas",
    text: "Revoca todas las plantillas de búsqueda y las rehace con otra clave, sin molestar a las personas.",
  },
  checkWatchlists: {
    en: "Check watchlists",
    es: "Consultar listas de control",
    text: "Busca a un usuario o a un sujeto en listas de sanciones y otras, y explica cada coincidencia.",
  },
  checkCriminalRecords: {
    en: "Check criminal records",
    es: "Consultar antecedentes penales",
    text: "Busca a una persona en avisos de captura y pregunta a los registros conectados de las jurisdicciones.",
  },
  getBackgroundCheck: {
    en: "Read a check",
    es: "Leer una consulta",
    text: "El resultado de una consulta, con lo que una persona ha decidido sobre sus coincidencias.",
  },
  decideMatch: {
    en: "Decide on a hit",
    es: "Decidir sobre una coincidencia",
    text: "Dice si una coincidencia es la persona; un falso positivo no vuelve a contar hasta que cambie la entrada de la lista.",
  },
  listCriminalSources: {
    en: "List criminal registers",
    es: "Listar los registros penales",
    text: "Los registros de antecedentes por jurisdicción, y cuáles de ellos están conectados.",
  },
  createCriminalProvider: {
    en: "Connect a provider",
    es: "Conectar un proveedor",
    text: "Conecta registros a un proveedor: uno ya preparado, o cualquier servicio HTTP mediante un mapa de sus solicitudes y respuestas.",
  },
  listCriminalProviders: {
    en: "List providers",
    es: "Listar los proveedores",
    text: "Los proveedores de antecedentes y cómo está cada uno; nunca se muestran sus credenciales.",
  },
  readCriminalProvider: {
    en: "Read a provider",
    es: "Leer un proveedor",
    text: "Un proveedor de antecedentes: sus registros y su cortacircuitos.",
  },
  replaceCriminalProvider: {
    en: "Replace a provider",
    es: "Reemplazar un proveedor",
    text: "Reemplaza toda la configuración de un proveedor, incluidas sus credenciales, y cierra su cortacircuitos.",
  },
  deleteCriminalProvider: {
    en: "Delete a provider",
    es: "Eliminar un proveedor",
    text: "Olvida un proveedor y sus credenciales; sus registros dejan de estar configurados.",
  },
  receiveProviderCallback: {
    en: "Receive a late answer",
    es: "Recibir una respuesta tardía",
    text: "Donde un proveedor envía una respuesta que tomó su tiempo, firmada según Standard Webhooks; cada dirección sirve una vez.",
  },
  getLists: {
    en: "Read the lists",
    es: "Leer las listas",
    text: "Las listas en que se basan las respuestas: versión, fecha, hash, antigüedad, y las que no están cargadas.",
  },
  createOwnList: {
    en: "Upload a list of your own",
    es: "Subir una lista propia",
    text: "Sube una lista propia en CSV o JSON; cada fila incorrecta se nombra, y entonces no se guarda nada.",
  },
  replaceOwnList: {
    en: "Replace a list of your own",
    es: "Reemplazar una lista propia",
    text: "Pone otra carga en lugar de lo que contenía una lista propia.",
  },
  deleteOwnList: {
    en: "Delete a list of your own",
    es: "Eliminar una lista propia",
    text: "Borra una lista propia, sus entradas y la clave con la que están cifradas.",
  },
  createWebhookEndpoint: {
    en: "Create a receiver",
    es: "Crear un receptor",
    text: "Registra un receptor de eventos; solo esta respuesta muestra su secreto.",
  },
  listWebhookEndpoints: {
    en: "List receivers",
    es: "Listar los receptores",
    text: "Los receptores, de lo más reciente a lo más antiguo.",
  },
  getWebhookEndpoint: {
    en: "Read a receiver",
    es: "Leer un receptor",
    text: "Un receptor y su estado, sin su secreto.",
  },
  updateWebhookEndpoint: {
    en: "Update a receiver",
    es: "Actualizar un receptor",
    text: "Reemplaza la dirección, la descripción y los tipos de evento de un receptor; If-Match evita perder un cambio.",
  },
  deleteWebhookEndpoint: {
    en: "Delete a receiver",
    es: "Eliminar un receptor",
    text: "Elimina un receptor; lo que aún esperaba por él se omite.",
  },
  rotateWebhookSecret: {
    en: "Rotate a secret",
    es: "Rotar un secreto",
    text: "Da a un receptor un secreto nuevo; durante 24 horas cada solicitud lleva las firmas de ambos.",
  },
  pingWebhookEndpoint: {
    en: "Ping a receiver",
    es: "Probar un receptor",
    text: "Envía `webhook.ping` solo a este receptor.",
  },
  enableWebhookEndpoint: {
    en: "Enable a receiver",
    es: "Activar un receptor",
    text: "Vuelve a activar un receptor; lo que se perdió se envía con una repetición.",
  },
  disableWebhookEndpoint: {
    en: "Disable a receiver",
    es: "Desactivar un receptor",
    text: "Desactiva un receptor; lo que esperaba por él se omite.",
  },
  replayWebhookEvents: {
    en: "Replay events",
    es: "Repetir eventos",
    text: "Envía de nuevo los eventos de un período, con los mismos ids.",
  },
  listWebhookDeliveries: {
    en: "List deliveries",
    es: "Listar las entregas",
    text: "Las entregas, de lo más reciente a lo más antiguo, por receptor, evento o estado.",
  },
  getWebhookDelivery: {
    en: "Read a delivery",
    es: "Leer una entrega",
    text: "Una entrega con cada uno de sus intentos.",
  },
  retryWebhookDelivery: {
    en: "Retry a delivery",
    es: "Reintentar una entrega",
    text: "Envía de inmediato el evento de una entrega, con el mismo id.",
  },
  listAudit: {
    en: "List the audit",
    es: "Listar la auditoría",
    text: "Qué se hizo, quién lo hizo y a qué, de lo más reciente a lo más antiguo.",
  },
  verifyAudit: {
    en: "Verify the audit",
    es: "Verificar la auditoría",
    text: "Calcula de nuevo la cadena de hashes de la auditoría y dice cuál es la primera fila que no encaja.",
  },
  readBranding: {
    en: "Read the brand",
    es: "Leer la marca",
    text: "Lo que las personas ven de la empresa: nombres, colores con su contraste, imágenes, enlaces y remitentes.",
  },
  updateBranding: {
    en: "Write the brand",
    es: "Escribir la marca",
    text: "Escribe la marca de nuevo, como su versión siguiente; lo que no se envía no se conserva; respeta If-Match.",
  },
  createBrandingPreview: {
    en: "Preview the brand",
    es: "Ver la marca",
    text: "Un enlace firmado a una página que muestra por poco tiempo la marca tal como la verán las personas.",
  },
  readMessageSenders: {
    en: "Read who sends messages",
    es: "Leer quién envía los mensajes",
    text: "Quién envía los correos y mensajes de texto, sin secretos.",
  },
  updateMessageSenders: {
    en: "Configure who sends messages",
    es: "Configurar quién envía los mensajes",
    text: "Configura quién envía los correos y mensajes de texto; solo esta respuesta muestra un secreto de firma nuevo.",
  },
  sendEmailCode: {
    en: "Send a code by mail",
    es: "Enviar un código por correo",
    text: "Envía un código de seis dígitos al correo del usuario; uno nuevo reemplaza al anterior.",
  },
  confirmEmailCode: {
    en: "Confirm the code of a mail",
    es: "Confirmar el código del correo",
    text: "Compara el código que escribió la persona; uno equivocado, vencido o usado es un resultado, no un error.",
  },
  sendPhoneCode: {
    en: "Send a code by text message",
    es: "Enviar un código por mensaje de texto",
    text: "Envía un código de seis dígitos al teléfono del usuario; uno nuevo reemplaza al anterior.",
  },
  confirmPhoneCode: {
    en: "Confirm the code of a text message",
    es: "Confirmar el código del mensaje de texto",
    text: "Compara el código que escribió la persona; uno equivocado, vencido o usado es un resultado, no un error.",
  },
  createConnector: {
    en: "Link a database",
    es: "Vincular una base de datos",
    text: "Vincula una base de datos de personas (PostgreSQL, MySQL o HTTP); solo esta respuesta muestra su secreto de firma.",
  },
  listConnectors: {
    en: "List connectors",
    es: "Listar los conectores",
    text: "Los conectores, en el orden en que se les pregunta.",
  },
  readConnector: {
    en: "Read a connector",
    es: "Leer un conector",
    text: "Un conector sin sus secretos, y cómo van los estados que se escriben en él.",
  },
  updateConnector: {
    en: "Update a connector",
    es: "Actualizar un conector",
    text: "Reemplaza la configuración; los secretos que no se envían se conservan; respeta If-Match.",
  },
  deleteConnector: {
    en: "Remove a connector",
    es: "Eliminar un conector",
    text: "Elimina un conector con sus vínculos y con lo que faltaba por escribir.",
  },
  testConnector: {
    en: "Test a connector",
    es: "Probar un conector",
    text: "Prueba todo lo que el conector hará, sin cambiar nada, y dice qué está mal y dónde.",
  },
  retryConnector: {
    en: "Write back again",
    es: "Escribir de nuevo",
    text: "Envía de nuevo los estados que se habían dado por perdidos.",
  },
  listEvents: {
    en: "List events",
    es: "Listar los eventos",
    text: "Lo que ocurrió, de lo más reciente a lo más antiguo, por tipo o usuario; se guarda aunque nadie escuche.",
  },
  getEvent: {
    en: "Read an event",
    es: "Leer un evento",
    text: "Un evento tal como lo reciben los receptores.",
  },
};

/** A short title and a sentence for an operation; English, with its id for a title, where the table has none. */
export function operationTexts(
  endpoint: Pick<Endpoint, "operationId" | "summary">,
  locale: Locale,
): { title: string; text: string } {
  const texts = TEXTS[endpoint.operationId];
  if (!texts) return { title: spelledOut(endpoint.operationId), text: endpoint.summary };
  return { title: texts[locale], text: locale === "es" ? texts.text : endpoint.summary };
}

/** `createReviewNote` → `Create review note`. */
function spelledOut(operationId: string): string {
  const words = operationId.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
