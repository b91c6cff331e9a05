import type { Locale } from "../../kernel/caller.ts";

/** What the document says in each language beside the operations themselves. */
export interface DocumentTexts {
  title: string;
  intro: string;
  event: string;
  /** By tag: the name shown and a sentence. */
  tags: Record<string, [name: string, text: string]>;
}

const es: DocumentTexts = {
  title: "Enroll",
  intro: `Verifique la identidad de una persona en línea: **documentos**, **rostros**, **prueba de vida** y **listas de control**, dentro de su propia cuenta de Cloudflare.

### Empiece aquí

1. Obtenga un token con \`POST /auth/token\` y péguelo en **Autenticación**.
2. Cree a la persona con \`POST /users/create\`.
3. Envíe su documento, su rostro y las consultas; lea la decisión en \`GET /users/{userId}/status\`.

### Convenciones

- Cada respuesta viene en un sobre: \`{"success":true,"data":…,"message","meta"}\`, o \`{"success":false,"error","code","details","meta"}\`. Los mensajes cambian con \`Accept-Language\`; los códigos, nunca.
- Una verificación que no pasa **no es un error**: es un \`200\` con \`outcome: "fail"\` y sus razones. Lo que no se hizo se dice en \`assurance.notPerformed\`.
- \`Idempotency-Key\` en cada POST y PUT: repetir es seguro durante 24 horas.
- Límites por usuario en cualquier ventana de 60 segundos: documentos 20, biometría 10, antecedentes 5.
- Imágenes JPEG, PNG o WebP de hasta 8 MB: en base64, como \`multipart/form-data\`, o enviadas antes a \`POST /uploads\`.`,
  event: "Evento firmado según Standard Webhooks; solo identificadores, estados y códigos.",
  tags: {
    Access: ["Acceso", "Tokens del emisor propio de Enroll."],
    Users: ["Usuarios", "La persona que se registra, su estado y la decisión."],
    Policies: ["Políticas", "Las reglas con que se decide, por versiones."],
    Documents: ["Documentos", "Lectura y validación de documentos de identidad."],
    Biometrics: ["Biometría", "Rostros: registro, comparación y prueba de vida."],
    Biometric: ["Biometría", "Rostros: registro, comparación y prueba de vida."],
    Background: ["Antecedentes", "Listas de control y antecedentes."],
    Uploads: ["Imágenes", "Imágenes enviadas por adelantado."],
    Pictures: ["Imágenes", "Imágenes guardadas, por enlaces firmados que duran poco."],
    Privacy: ["Privacidad", "Cuánto tiempo se guarda cada cosa."],
    Connectors: ["Conectores", "Sus propias bases de datos de personas: búsqueda y escritura del estado."],
    Branding: ["Marca", "Lo que ven las personas: nombres, colores, imágenes, enlaces y remitentes."],
    Messages: ["Mensajes", "Quién envía los correos y mensajes de texto a las personas."],
    Webhooks: ["Receptores de eventos", "Receptores de eventos y sus entregas."],
    Audit: ["Auditoría", "El rastro de lo que se hizo."],
    Operator: ["Operador", "Empresas de este Enroll; pide la clave de quien lo desplegó."],
    System: ["Sistema", "Estado del servicio."],
  },
};

const en: DocumentTexts = {
  title: "Enroll",
  intro: `Verify a person online: **documents**, **faces**, **liveness** and **watchlists**, inside your own Cloudflare account.

### Start here

1. Get a token from \`POST /auth/token\` and paste it under **Authentication**.
2. Create the person with \`POST /users/create\`.
3. Send their document, their face and the checks; read the decision at \`GET /users/{userId}/status\`.

### Conventions

- Every answer comes in an envelope: \`{"success":true,"data":…,"message","meta"}\`, or \`{"success":false,"error","code","details","meta"}\`. Messages follow \`Accept-Language\`; codes never change.
- A check that does not pass is **not an error**: it is a \`200\` with \`outcome: "fail"\` and its reasons. What was not done is said in \`assurance.notPerformed\`.
- \`Idempotency-Key\` on every POST and PUT: repeating is safe for 24 hours.
- Limits a user over any 60 seconds: documents 20, biometrics 10, background 5.
- JPEG, PNG or WebP pictures up to 8 MB: in base64, as \`multipart/form-data\`, or sent ahead to \`POST /uploads\`.`,
  event: "An event signed as in Standard Webhooks; ids, statuses and codes only.",
  tags: {
    Access: ["Access", "Tokens of Enroll's own issuer."],
    Users: ["Users", "The person being enrolled, their state and the decision."],
    Policies: ["Policies", "The rules that decide, by version."],
    Documents: ["Documents", "Reading and validating identity documents."],
    Biometrics: ["Biometrics", "Faces: enrolment, comparison and liveness."],
    Biometric: ["Biometrics", "Faces: enrolment, comparison and liveness."],
    Background: ["Background", "Watchlists and criminal records."],
    Uploads: ["Uploads", "Pictures sent ahead."],
    Pictures: ["Pictures", "Stored pictures, by signed links that last for a short time."],
    Privacy: ["Privacy", "For how long what is kept."],
    Connectors: ["Connectors", "Your own databases of people: look-up, and write-back of the status."],
    Branding: ["Branding", "What people see: names, colours, pictures, links and senders."],
    Messages: ["Messages", "Who sends mails and text messages to people."],
    Webhooks: ["Webhook receivers", "Receivers of events, and their deliveries."],
    Audit: ["Audit", "The trail of what was done."],
    Operator: ["Operator", "Tenants of this Enroll; asks for the key of who deployed it."],
    System: ["System", "State of the service."],
  },
};

export const documentTexts: Record<Locale, DocumentTexts> = { es, en };
