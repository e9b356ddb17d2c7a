import { ServiceError } from '../../errors.ts';

/** A reference in the field `field` of a request to something that is not there, or not the organization's. */
export function badReference(field: string, what: string): ServiceError {
  return new ServiceError('request.reference', `${field} must be the url of an existing ${what}.`, {
    fields: [{ field: `body.${field}`, code: 'request.reference', detail: `No such ${what} in this organization.` }],
  });
}
