import type { Client } from "./client.ts";
import type { DemoPictures } from "./pictures.ts";
import { dim, line, outcome, step } from "./print.ts";
import type { Receiver } from "./receiver.ts";

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const percent = (share: number | null | undefined) => (typeof share === "number" ? share.toFixed(2) : "–");

/** The answers' parts that the demo shows. */
interface Scan {
  id: string;
  status: string;
  documentType: string | null;
  issuingStateCode: string | null;
  format: string | null;
  quality: { sharpness: number; glare: number; issues: string[] };
  mrz: { lines: string[]; valid: boolean } | null;
  portrait: { detected: boolean };
}
interface Extraction {
  fields: Record<string, { value: string; source: string; confidence: number; checkDigit?: string }>;
}
interface Validation {
  outcome: string;
  breakdown: { name: string; result: string; reasons?: string[] }[];
}
interface Decision {
  status: string;
  final: boolean;
  requirements: { due: string[]; completed: string[] };
  decision: {
    outcome: string;
    reasons: { code: string; userMessage: string }[];
    trace: { rule: string; op: string; threshold: unknown; observed: unknown; result: string }[];
  } | null;
  assurance: { notPerformed: string[] };
}

/** Walks one person through every check; answers with the status at the end. */
export async function enrol(api: Client, receiver: Receiver, pictures: DemoPictures): Promise<Decision> {
  step("Webhook endpoint");
  const endpoint = await api.post<{ id: string; secret: string }>("/webhooks/endpoints", {
    url: receiver.url,
    eventTypes: ["*"],
    description: "demo receiver",
  });
  receiver.secret = endpoint.secret;
  line("endpoint", `${endpoint.id} → ${receiver.url}`);

  step("User");
  const user = await api.post<{ id: string; status: string; requirements: { due: string[] } }>(
    "/users/create",
    {
      person: pictures.person,
      locale: "es-CO",
      consents: [{ scope: "biometric", version: "2026-01", acceptedAt: new Date().toISOString() }],
    },
  );
  line("user", user.id);
  line("due", user.requirements.due.join(", "));

  step(`Document scan ${dim(`(${pictures.documentSource})`)}`);
  const scan = await api.post<Scan>("/documents/scan", {
    userId: user.id,
    documentType: "auto",
    images: [{ side: "front", data: base64(pictures.document) }],
  });
  line(
    "document",
    `${scan.id}  ${scan.documentType ?? "unknown"} ${scan.issuingStateCode ?? ""} ${scan.format ?? ""}`,
  );
  for (const [at, text] of (scan.mrz?.lines ?? []).entries()) line(at === 0 ? "MRZ as read" : "", text);
  line("check digits", scan.mrz ? outcome(scan.mrz.valid ? "pass" : "fail") : "no MRZ was read");
  line("portrait", scan.portrait.detected ? "found" : "not found");
  line(
    "quality",
    `sharpness ${percent(scan.quality.sharpness)}, glare ${percent(scan.quality.glare)}${scan.quality.issues.map((issue) => ` ${issue}`).join("")}`,
  );

  step("Extract");
  const { fields } = await api.post<Extraction>("/documents/extract", { documentId: scan.id });
  for (const [name, field] of Object.entries(fields)) {
    const check = field.checkDigit ? `, check digit ${field.checkDigit}` : "";
    line(name, `${field.value}  ${dim(`${field.source}, confidence ${percent(field.confidence)}${check}`)}`);
  }

  const { givenNames, familyName, dateOfBirth } = fields;
  if (Object.keys(pictures.person).length === 0 && familyName) {
    step("User completed from the document");
    const person = {
      familyName: familyName.value,
      ...(givenNames ? { givenNames: givenNames.value } : {}),
      ...(dateOfBirth ? { dateOfBirth: dateOfBirth.value } : {}),
    };
    await api.put(`/users/${user.id}`, { person });
    line("name", [person.givenNames, person.familyName].filter(Boolean).join(" "));
  }

  step("Validate");
  const validation = await api.post<Validation>("/documents/validate", { documentId: scan.id });
  for (const check of validation.breakdown) {
    line(
      check.name,
      `${outcome(check.result)}${(check.reasons ?? []).map((reason) => `  ${reason}`).join("")}`,
    );
  }
  line("outcome", outcome(validation.outcome));

  const sofar = await api.get<Decision>(`/users/${user.id}/status`);
  if (sofar.final) {
    line("enrolment", "ended by this check; the rest is not done");
    return showStatus(api, user.id);
  }

  step(`Passive liveness ${dim(`(${pictures.faceSource})`)}`);
  const liveness = await api.post<{ id: string; outcome: string; score: number | null }>(
    "/biometric/liveness",
    {
      userId: user.id,
      mode: "passive",
      images: [{ data: base64(pictures.face) }],
    },
  );
  line("outcome", `${outcome(liveness.outcome)}  score ${percent(liveness.score)}`);

  step("Face registered");
  const face = await api.post<{
    id: string | null;
    quality: number;
    duplicates: unknown[];
    reasons?: string[];
  }>("/biometric/register", {
    userId: user.id,
    image: { data: base64(pictures.face) },
    ...(liveness.outcome === "pass" ? { livenessId: liveness.id } : {}),
  });
  line("face", face.id ?? `not registered: ${(face.reasons ?? []).join(", ")}`);
  line("quality", percent(face.quality));
  line("duplicates", String(face.duplicates.length));

  step("Face against the document's portrait");
  const match = await api.post<{
    outcome: string;
    similarity: number | null;
    threshold: number;
    falseMatchRate: number | null;
  }>("/biometric/verify", {
    userId: user.id,
    probe: { data: base64(pictures.face) },
    reference: { type: "document", id: scan.id },
  });
  line("outcome", outcome(match.outcome));
  line(
    "similarity",
    `${percent(match.similarity)} (threshold ${match.threshold}, false match rate there ${match.falseMatchRate?.toExponential(1) ?? "–"})`,
  );

  step("Watchlist check");
  if (Object.keys(pictures.person).length === 0 && !familyName) {
    line("not performed", "nobody has said a name, and none was read");
    return showStatus(api, user.id);
  }
  const watchlist = await api.post<{
    outcome: string;
    matches: { caption: string; score: number }[];
    lists: { id: string; entities: number; stale: boolean; bundled?: boolean }[];
  }>("/background/watchlist-check", { userId: user.id });
  line("outcome", outcome(watchlist.outcome));
  for (const hit of watchlist.matches) line("possible match", `${hit.caption} (${percent(hit.score)})`);
  for (const list of watchlist.lists) {
    line(
      "list",
      `${list.id}, ${list.entities} entities${list.bundled ? ", bundled" : ""}${list.stale ? ", stale" : ""}`,
    );
  }

  return showStatus(api, user.id);
}

async function showStatus(api: Client, userId: string): Promise<Decision> {
  step("Status and decision");
  const status = await api.get<Decision>(`/users/${userId}/status`);
  line("status", outcome(status.status));
  line("completed", status.requirements.completed.join(", ") || "–");
  line("due", status.requirements.due.join(", ") || "–");
  for (const rule of status.decision?.trace ?? []) {
    line(rule.rule, `${outcome(rule.result)}  ${String(rule.observed)} ${rule.op} ${String(rule.threshold)}`);
  }
  for (const reason of status.decision?.reasons ?? []) line(reason.code, reason.userMessage);
  line("not performed", status.assurance.notPerformed.join(", ") || "–");
  return status;
}
