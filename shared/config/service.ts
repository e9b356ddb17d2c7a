import { origin } from './fields.ts';
import { group } from './setting.ts';

export interface ServiceConfig {
  /** Origin, without a slash at its end. */
  publicUrl: string;
}

export const service = group({
  title: 'The service',
  settings: {
    PUBLIC_URL: {
      meaning: 'Origin of the service as browsers and clients see it.',
      schema: origin,
      example: 'https://contoso-vaults.azurewebsites.net',
    },
  },
  read: (values): ServiceConfig => ({ publicUrl: values.PUBLIC_URL }),
});
