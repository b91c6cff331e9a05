import { describe, expect, it } from "vitest";
import { type Brand, defaultBrand } from "../../../../src/features/branding/brand.ts";
import { codeMessage, languageOf } from "../../../../src/features/users/contacts/message-text.ts";

const brand = (more: Partial<Brand> = {}): Brand => ({ ...defaultBrand("Banco Ejemplo"), ...more });
const mailTo = (locale: string) => ({ channel: "email" as const, address: "ana@example.com", locale });
const textTo = (locale: string) => ({ channel: "phone" as const, address: "+573001234567", locale });
const logo = { sha256: "a".repeat(64), extension: "png" as const, width: 240, height: 80 };

describe("the message with a code", () => {
  it("is in the person's language and in the brand's name", () => {
    expect(codeMessage(brand(), textTo("es-CO"), "012345", 10, null)).toEqual({
      to: "+573001234567",
      subject: null,
      text: "Banco Ejemplo: 012345 es su código de verificación. Vence en 10 minutos. No lo comparta con nadie.",
      html: null,
      from: { name: "Banco Ejemplo", replyTo: null },
      locale: "es",
    });
    const mail = codeMessage(brand(), mailTo("en-US"), "012345", 10, null);
    expect(mail.subject).toBe("Banco Ejemplo: 012345 is your verification code");
    expect(mail.text).toContain("expires in 10 minutes");
    expect(mail.html).toContain('<html lang="en">');
  });

  it.each([
    ["es", "es"],
    ["en-GB", "en"],
    ["pt-BR", "en"],
    ["und", "en"],
  ])("speaks to a person of the language %s in %s, where the brand's is English", (locale, language) => {
    expect(languageOf(locale, { locale: "en" })).toBe(language);
  });

  it("names the senders that the brand chose", () => {
    const senders = { email: { name: "Banco", replyTo: "ayuda@example.com" }, sms: { name: "BANCO" } };
    expect(codeMessage(brand({ senders }), mailTo("es"), "1", 10, null).from).toEqual(senders.email);
    expect(codeMessage(brand({ senders }), textTo("es"), "1", 10, null).from.name).toBe("BANCO");
  });

  it("lets nothing of the brand's text into its markup", () => {
    const hostile = brand({ displayName: '<img src=x onerror="alert(1)">' });
    const { html } = codeMessage(hostile, mailTo("es"), "012345", 10, null);
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
  });

  it("is not made of a colour that is none, whoever wrote it into the row", () => {
    const colors = { ...brand().colors, text: "red;}body{background:url(//x)" };
    expect(() => codeMessage(brand({ colors }), mailTo("es"), "1", 10, null)).toThrow("not a colour");
  });

  it("shows the logo only where it can be reached from outside", () => {
    const branded = brand({ images: { logo, icon: null, cover: null } });
    expect(codeMessage(branded, mailTo("es"), "1", 10, null).html).not.toContain("<img");
    expect(codeMessage(branded, mailTo("es"), "1", 10, "https://id.example.com").html).toContain(
      `<img src="https://id.example.com/v2/enroll/brand-assets/${"a".repeat(64)}.png" height="48" width="144"`,
    );
  });
});
