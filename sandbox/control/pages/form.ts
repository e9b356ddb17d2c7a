import { type Html, html } from '../../web/html.ts';
import type { Said } from './said.ts';

export interface FormOptions {
  /** The operation of the API that the form carries out; `{name}` in its path stands for the field `name`. */
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** The page to show afterwards; also the one that shows what went wrong, unless `from` is another. */
  back: string;
  from?: string;
  done: Said;
  submit: string;
  /** What the button is about, where the same button is there several times. */
  of?: string;
  look?: 'primary' | 'danger' | 'plain';
  fields?: Html;
}

export function form({
  method,
  path,
  back,
  from = back,
  done,
  submit,
  of,
  look = 'primary',
  fields,
}: FormOptions): Html {
  const action = `/form?${new URLSearchParams({ method, path, back, from, done })}`;
  const label = of === undefined ? '' : html` aria-label="${submit} ${of}"`;
  return html`<form method="post" action="${action}">${fields ?? ''}<button class="${look}"${label}>${submit}</button></form>`;
}

export const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;

export const fields = (...content: Html[]) => html`<div class="fields">${content}</div>`;

export interface TextFieldOptions {
  /** Absent: the name. */
  id?: string;
  hint?: string;
  type?: 'text' | 'number' | 'date';
  required?: boolean;
  /** What the whole value has to fit. */
  pattern?: string;
  min?: number;
}

/** A field with its label. */
export function textField(name: string, label: string, options: TextFieldOptions = {}): Html {
  const { id = name, hint, type = 'text', required, pattern, min } = options;
  const rules = [
    required ? html` required` : html``,
    pattern === undefined ? html`` : html` pattern="${pattern}" title="${hint ?? ''}"`,
    min === undefined ? html`` : html` min="${String(min)}" inputmode="numeric"`,
    hint === undefined ? html`` : html` aria-describedby="${id}-hint"`,
  ];
  return html`<div class="field"><label for="${id}">${label}</label>
<input id="${id}" name="${name}" type="${type}" autocomplete="off" spellcheck="false"${rules}>
${hint === undefined ? '' : html`<span class="hint" id="${id}-hint">${hint}</span>`}</div>`;
}

/** A field of which one of the options is chosen; the first one at the beginning. */
export function choice(
  name: string,
  label: string,
  options: readonly (readonly [value: string, label: string])[],
): Html {
  return html`<div class="field"><label for="${name}">${label}</label>
<select id="${name}" name="${name}">${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></div>`;
}

export interface Option {
  value: string;
  label: string;
  hint?: string;
  checked?: boolean;
}

/** One or several of a few options, all in sight. */
export function optionGroup(kind: 'radio' | 'checkbox', name: string, label: string, options: readonly Option[]): Html {
  const short = options.every(({ hint }) => hint === undefined);
  return html`<fieldset class="options${short ? ' short' : ''}"><legend>${label}</legend>
${options.map(
  (option) => html`<label class="option"><input type="${kind}" name="${name}" value="${option.value}"${
    option.checked ? html` checked` : ''
  }><span>${option.label}${option.hint === undefined ? '' : html`<span class="hint">${option.hint}</span>`}</span></label>
`,
)}</fieldset>`;
}
