import { fields, form, hidden, textField } from './form.ts';

/** Creates a secret, or a version of the one that is named. @param path of the vault's secrets */
export function newSecretForm(path: string, name?: string) {
  return form({
    method: 'PUT',
    path: `/api${path}/{secret}`,
    back: name === undefined ? path : `${path}/${name}`,
    done: 'secret-set',
    submit: name === undefined ? 'Create secret' : 'Create version',
    fields: fields(
      name === undefined
        ? textField('secret', 'Name of the secret', {
            required: true,
            pattern: '[0-9A-Za-z\\-]{1,127}',
            hint: '1 to 127 letters, digits and hyphens.',
          })
        : hidden('secret', name),
      textField('value', 'Value', { required: true }),
      textField('contentType', 'Content type', { hint: 'Optional.' }),
      textField('expires', 'Expires on', { type: 'date', hint: 'Optional; at the beginning of the day in UTC.' }),
    ),
  });
}
