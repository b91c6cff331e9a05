import { and, eq } from "drizzle-orm";
import type { Database } from "../../storage/database.ts";
import { faces } from "../../storage/tables/biometrics.ts";
import { documentImages } from "../../storage/tables/documents.ts";
import type { PictureOf } from "./schemas.ts";

/** Where a picture is kept, and what it was when it came. */
export interface KeptPicture {
  blobKey: string;
  sha256: string;
}

/** The row of a picture; null when there is none or its bytes were never kept. */
export async function findPicture(
  database: Database,
  tenantId: string,
  picture: PictureOf,
): Promise<KeptPicture | null> {
  if (picture.type === "face") {
    const [face] = await database
      .select({ blobKey: faces.blobKey, sha256: faces.imageSha256 })
      .from(faces)
      .where(and(eq(faces.tenantId, tenantId), eq(faces.id, picture.id)));
    return face?.blobKey ? { blobKey: face.blobKey, sha256: face.sha256 } : null;
  }
  const [image] = await database
    .select({ blobKey: documentImages.blobKey, sha256: documentImages.sha256 })
    .from(documentImages)
    .where(
      and(
        eq(documentImages.tenantId, tenantId),
        eq(documentImages.documentId, picture.id),
        eq(documentImages.side, picture.side),
      ),
    );
  return image ?? null;
}
