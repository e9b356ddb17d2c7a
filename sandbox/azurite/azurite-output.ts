/** Where the three services answer, e.g. `http://127.0.0.1:10000/devstoreaccount1`. */
export interface AzuriteUrls {
  blobUrl: string;
  queueUrl: string;
  tableUrl: string;
}

/** Reads the addresses that Azurite prints when it listens; undefined until all three are there. */
export function readUrls(output: string, account: string): AzuriteUrls | undefined {
  const url = (service: string) => {
    const address = new RegExp(`Azurite ${service} service is successfully listening at (\\S+)\\s`).exec(output)?.[1];
    return address === undefined ? undefined : `${address}/${account}`;
  };
  const [blobUrl, queueUrl, tableUrl] = [url('Blob'), url('Queue'), url('Table')];
  return blobUrl && queueUrl && tableUrl ? { blobUrl, queueUrl, tableUrl } : undefined;
}

/** The port of Azurite's complaint that somebody else listens there; undefined if it made none. */
export function portInUse(output: string): number | undefined {
  const port = /EADDRINUSE\D.*:(\d+)/.exec(output)?.[1];
  return port === undefined ? undefined : Number(port);
}
