// Who the app is: towards storage, the service's own vault and Application Insights by roles, towards customers' tenants
// as a federated credential of the multi-tenant application. It has no secret.

@description('Name of the identity')
param name string

@description('Region')
param location string

@description('Tags of all resources')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

output name string = identity.name
output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
