import { quoted } from "../../model/traceql";

/** Login spans in TraceQL, by the rule of the server: Clew's own, Keycloak's events, Kratos' events. */
export const LOGINS = '{ name = "auth.login" || event:name =~ "LOGIN|LOGIN_ERROR|IDENTITY_PROVIDER_LOGIN|IDENTITY_PROVIDER_LOGIN_ERROR|LoginSucceeded|LoginFailed" }';
export const FAILED_LOGINS = '{ (name = "auth.login" && (span.auth.result = "failure" || span.auth.result = "error")) || event:name =~ "LOGIN_ERROR|IDENTITY_PROVIDER_LOGIN_ERROR|LoginFailed" }';
export const REQUESTS = "{ kind = server }";
export const FAILED_REQUESTS = "{ kind = server && status = error }";

/** Failed spans of an operation. */
export function failedSpans(service: string, operation: string): string {
  return `{ status = error && resource.service.name = ${quoted(service)} && name = ${quoted(operation)} }`;
}
