/** `npm run -s secrets`: fresh keys for a deployment as JSON, to be piped into `wrangler secret bulk`; kept nowhere. */
import { makeSecrets } from "./local/secrets.ts";

console.log(JSON.stringify(await makeSecrets("enroll")));
