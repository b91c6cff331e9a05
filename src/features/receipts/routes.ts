import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { userParams } from "../users/schemas.ts";
import type { ReceiptsDeps } from "./deps.ts";
import { readReceipt } from "./read-receipt.ts";
import { receiptData, verifiedData, verifyBody } from "./schemas.ts";
import { verifyReceipt } from "./verify-receipt.ts";

/** The routes of signed receipts. */
export function receiptEndpoints(deps: ReceiptsDeps): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/users/:userId/receipt",
      operationId: "readReceipt",
      tag: "Users",
      title: { en: "Read a receipt", es: "Leer un recibo" },
      summary: {
        en: "The final decision on a user with hashes of its evidence, signed.",
        es: "La decisión final sobre un usuario con los hashes de sus pruebas, firmada.",
      },
      scope: "users:read",
      limit: null,
      params: userParams,
      data: receiptData,
      handle: async ({ caller, params }) => ({ data: await readReceipt(deps, caller, params.userId) }),
    }),
    endpoint({
      method: "post",
      path: "/receipts/verify",
      operationId: "verifyReceipt",
      tag: "Users",
      title: { en: "Verify a receipt", es: "Verificar un recibo" },
      summary: {
        en: "Tells whether a receipt was signed here and is unchanged, and what it claims.",
        es: "Dice si un recibo se firmó aquí y sigue intacto, y qué afirma.",
      },
      scope: "users:read",
      limit: null,
      body: verifyBody,
      data: verifiedData,
      example: { receipt: "eyJhbGciOiJFUzI1NiIsInR5cCI6InJlY2VpcHQrand0In0.e30.c2lnbmF0dXJl" },
      handle: async ({ caller, body }) => ({ data: await verifyReceipt(deps, caller, body.receipt) }),
    }),
  ];
}
