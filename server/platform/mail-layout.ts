import { directionOf, type InterfaceLanguage } from '../../contract/languages.ts';

/** The words of the layout itself. */
export interface LayoutTexts {
  /** Before the address of a button, for mail programs where buttons do nothing. */
  readonly orOpen: string;
}

/** What a mail says. The layout makes HTML and text of it. */
export interface MailContent {
  readonly language: InterfaceLanguage;
  readonly texts: LayoutTexts;
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** One button each; more than one where the mail offers a choice. */
  readonly buttons: readonly { readonly label: string; readonly url: string; readonly note?: string }[];
  /** Small print below the line. */
  readonly footer: readonly string[];
}

const FONT = "font-family:-apple-system,'Segoe UI',Inter,Roboto,Helvetica,Arial,sans-serif";
const INK = '#16232b';
const QUIET = '#5a6872';
const ACCENT = '#0b5f66';

/** Tables and inline styles, since mail programs understand little else; a real link as a button, and its address below. */
export function mailHtml(content: MailContent): string {
  const dir = directionOf(content.language);
  return `<!doctype html>
<html lang="${content.language}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light"><title>${escapeHtml(content.subject)}</title></head>
<body dir="${dir}" style="margin:0;padding:0;background:#eef2f4">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#eef2f4"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" dir="${dir}" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;text-align:${dir === 'rtl' ? 'right' : 'left'}">
<tr><td style="${FONT};font-size:15px;font-weight:600;color:${ACCENT};padding:0 4px 16px">Rollcall</td></tr>
<tr><td style="background:#ffffff;border:1px solid #dce3e7;border-radius:8px;padding:32px">
<h1 style="${FONT};font-size:20px;line-height:28px;font-weight:600;color:${INK};margin:0 0 16px">${escapeHtml(content.heading)}</h1>
${content.paragraphs.map(paragraph).join('\n')}
${content.buttons.map((one) => button(one, content.texts)).join('\n')}
</td></tr>
<tr><td style="${FONT};font-size:12px;line-height:18px;color:${QUIET};padding:16px 4px">${content.footer.map(escapeHtml).join('<br>')}</td></tr>
</table></td></tr></table></body></html>`;
}

/** The same for programs that show text. */
export function mailText(content: MailContent): string {
  const buttons = content.buttons.map(({ label, url, note }) => `${note ? `${note}\n` : ''}${label}:\n${url}`);
  return [content.heading, ...content.paragraphs, ...buttons, '--', content.footer.join('\n')].join('\n\n');
}

function paragraph(text: string): string {
  return `<p style="${FONT};font-size:15px;line-height:22px;color:${INK};margin:0 0 16px">${escapeHtml(text)}</p>`;
}

function button({ label, url, note }: MailContent['buttons'][number], { orOpen }: LayoutTexts): string {
  const href = escapeHtml(url);
  return `${note ? `<p style="${FONT};font-size:13px;line-height:18px;color:${QUIET};margin:16px 0 8px">${escapeHtml(note)}</p>` : ''}
<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0"><tr><td style="border-radius:6px;background:${ACCENT}">
<a href="${href}" style="${FONT};display:inline-block;padding:12px 20px;font-size:15px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:6px">${escapeHtml(label)}</a>
</td></tr></table>
<p style="${FONT};font-size:12px;line-height:18px;color:${QUIET};margin:8px 0 0;word-break:break-all">${escapeHtml(orOpen)} <a href="${href}" dir="ltr" style="color:${QUIET}">${href}</a></p>`;
}

/** Makes text safe inside HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
