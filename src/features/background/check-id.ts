import { idOf } from "../../http/fields.ts";

export const checkId = idOf("bgc");
