/** A customer of the service. Everything belongs to exactly one. */
export interface Organization {
  id: string;
  name: string;
  createdAt: Date;
}
