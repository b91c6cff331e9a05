import type { Locale } from "../../../kernel/caller.ts";
import { escapeHtml } from "../../../kernel/html.ts";
import type { Channel } from "../../../storage/tables/messages.ts";
import { assetPath, type Brand } from "../../branding/brand.ts";
import { cssColour } from "../../branding/brand-css.ts";
import { FONT_STACKS } from "../../branding/fonts.ts";
import type { MessageContent } from "../../messages/port.ts";

const TEXTS = {
  es: {
    subject: "es su código de verificación",
    sms: (minutes: number) =>
      `es su código de verificación. Vence en ${minutes} minutos. No lo comparta con nadie.`,
    body: (minutes: number) =>
      `Escriba este código para confirmar su dirección de correo. Vence en ${minutes} minutos.`,
    ignore: "Si no lo pidió, ignore este mensaje. No comparta el código con nadie.",
  },
  en: {
    subject: "is your verification code",
    sms: (minutes: number) =>
      `is your verification code. It expires in ${minutes} minutes. Share it with nobody.`,
    body: (minutes: number) =>
      `Enter this code to confirm your mail address. It expires in ${minutes} minutes.`,
    ignore: "If you did not ask for it, ignore this message. Share the code with nobody.",
  },
} as const;

/** The person's language where we speak it, else the brand's. `locale` in BCP 47. */
export function languageOf(locale: string, brand: Pick<Brand, "locale">): Locale {
  const language = locale.split("-", 1)[0];
  return language === "es" || language === "en" ? language : brand.locale;
}

/**
 * The message that brings a code, in the brand's name. It holds nothing of the person but the address: whoever gets
 * it by mistake learns nothing.
 */
export function codeMessage(
  brand: Brand,
  to: { channel: Channel; address: string; locale: string },
  code: string,
  minutes: number,
  publicUrl: string | null,
): MessageContent {
  const locale = languageOf(to.locale, brand);
  const t = TEXTS[locale];
  const { senders, displayName } = brand;
  if (to.channel === "phone") {
    return {
      to: to.address,
      subject: null,
      text: `${displayName}: ${code} ${t.sms(minutes)}`,
      html: null,
      from: { name: senders.sms.name ?? displayName, replyTo: null },
      locale,
    };
  }
  return {
    to: to.address,
    subject: `${displayName}: ${code} ${t.subject}`,
    text: `${displayName}\n\n${t.body(minutes)}\n\n${code}\n\n${t.ignore}\n`,
    html: mail(brand, locale, { body: t.body(minutes), ignore: t.ignore }, code, publicUrl),
    from: { name: senders.email.name ?? displayName, replyTo: senders.email.replyTo },
    locale,
  };
}

/** Styles stand at their elements, since many mail programs drop a style sheet. */
function mail(
  brand: Brand,
  locale: Locale,
  t: { body: string; ignore: string },
  code: string,
  publicUrl: string | null,
): string {
  const { colors, font, images } = brand;
  const name = escapeHtml(brand.displayName);
  const text = cssColour(colors.text);
  const stack = escapeHtml(FONT_STACKS[font]);
  const logo = images.logo;
  // A height of 48 and the width that goes with it: some programs ignore styles of pictures.
  const mark =
    logo && publicUrl
      ? `<img src="${escapeHtml(publicUrl + assetPath(logo))}" height="48" width="${Math.round((48 * logo.width) / logo.height)}" alt="${name}">`
      : `<strong style="font-size:20px">${name}</strong>`;
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;background:${cssColour(colors.background)}">
<div style="max-width:480px;margin:0 auto;padding:32px 24px;font:16px/1.5 ${stack};color:${text}">
<p style="margin:0 0 24px">${mark}</p>
<p style="margin:0 0 16px">${t.body}</p>
<p style="margin:0 0 16px;font:700 32px/1.2 monospace;letter-spacing:6px">${code}</p>
<p style="margin:0;font-size:14px">${t.ignore}</p>
</div>
</body>
</html>
`;
}
