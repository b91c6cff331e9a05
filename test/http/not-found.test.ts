import { describe, expect, it } from "vitest";
import { methodsAt } from "../../src/http/not-found.ts";

const routes = [
  { method: "get", pattern: "/v2/enroll/users/:userId" },
  { method: "put", pattern: "/v2/enroll/users/:userId" },
  { method: "post", pattern: "/v2/enroll/users/create" },
];

describe("the methods a path takes", () => {
  it.each([
    ["/v2/enroll/users/usr_1", ["GET", "HEAD", "PUT"]],
    ["/v2/enroll/users/create", ["GET", "HEAD", "POST", "PUT"]],
    ["/v2/enroll/users/", []],
    ["/v2/enroll/users", []],
    ["/v2/enroll/users/usr_1/status", []],
    ["/", []],
  ])("at %s are %j", (path, methods) => {
    expect(methodsAt(routes, path)).toEqual(methods);
  });
});
