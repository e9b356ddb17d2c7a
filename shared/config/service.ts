import { z } from 'zod';
import { list, origin, webOrigin } from './fields.ts';
import { group } from './setting.ts';

export interface ServiceConfig {
  /** Origin, without a slash at its end. */
  publicUrl: string;
  /** Origins of pages elsewhere whose scripts may call the API. */
  allowedOrigins: string[];
}

export const service = group({
  title: 'The service',
  settings: {
    PUBLIC_URL: {
      meaning: 'Origin of the service as browsers and clients see it.',
      schema: origin,
      example: 'https://contoso-vaults.azurewebsites.net',
    },
    API_ALLOWED_ORIGINS: {
      meaning:
        'Origins of pages elsewhere whose scripts may call the API, with commas between: the portal, where something else serves it.',
      schema: list.pipe(z.array(webOrigin)),
      example: 'https://portal.contoso.example',
      default: '',
    },
  },
  read: (values): ServiceConfig => ({ publicUrl: values.PUBLIC_URL, allowedOrigins: values.API_ALLOWED_ORIGINS }),
});
