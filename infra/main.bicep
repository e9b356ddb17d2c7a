// What the service needs on Azure: `azd up` deploys it, docs/operations.md says in which order.
targetScope = 'subscription'

@minLength(1)
@maxLength(40)
@description('Name of the azd environment; part of the resource group\'s name and of the hash in all other names')
param environmentName string

@minLength(1)
@metadata({ azd: { type: 'location' } })
@description('Region of all resources; one that has the Flex Consumption plan')
param location string

@description('Client id of the multi-tenant application: infra/app-registration makes it')
param entraClientId string

@description('The application\'s name, for the remedies that customers read; empty: the service\'s default')
param entraApplicationName string = ''

@description('Origin of the service as browsers see it; empty: https:// and the function app\'s host name')
param publicUrl string = ''

@description('More settings of the service, by the names in docs/configuration.md; an empty text counts as absent')
param settings object = {}

@description('Whether storage and vault are reached by private endpoints only, and customers\' vaults from one fixed address')
param privateNetwork bool = false

@description('IPv4 addresses or ranges, with commas between, from which operators reach storage and vault of a private network')
param operatorAddresses string = ''

@description('Object id of who may run the administration commands, best a group; empty: nobody')
param operatorPrincipalId string = ''

@allowed(['Group', 'User', 'ServicePrincipal'])
@description('What operatorPrincipalId is')
param operatorPrincipalType string = 'Group'

@description('Addresses, with commas between, that alerts are mailed to; empty: alerts are seen in the portal only')
param alertEmails string = ''

@minLength(1)
@description('Where docs/operations.md can be read, for the descriptions of alerts: an address or a path')
param runbook string = 'docs/operations.md'

@allowed([512, 2048, 4096])
@description('Memory of an instance in MB')
param instanceMemoryMB int = 2048

@minValue(40)
@maxValue(1000)
@description('How many instances the platform may run at most')
param maximumInstanceCount int = 40

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
@description('Redundancy of the storage account')
param storageSku string = 'Standard_ZRS'

@minValue(30)
@maxValue(730)
@description('How many days logs and metrics are kept')
param retentionDays int = 30

var hash = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var functionAppName = 'func-${hash}'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: 'id-${hash}'
    location: location
    tags: tags
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: {
    name: 'vnet-${hash}'
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'st${hash}'
    location: location
    tags: tags
    sku: storageSku
    identityPrincipalId: identity.outputs.principalId
    operatorPrincipalId: operatorPrincipalId
    operatorPrincipalType: operatorPrincipalType
    privateNetwork: privateNetwork
    operatorAddresses: operatorAddresses
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: 'kv-${hash}'
    location: location
    tags: tags
    identityPrincipalId: identity.outputs.principalId
    operatorPrincipalId: operatorPrincipalId
    operatorPrincipalType: operatorPrincipalType
    privateNetwork: privateNetwork
    operatorAddresses: operatorAddresses
    workspaceId: monitoring.outputs.workspaceId
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    hash: hash
    location: location
    tags: tags
    retentionDays: retentionDays
    alertEmails: alertEmails
    runbook: runbook
    identityPrincipalId: identity.outputs.principalId
  }
}

module privateEndpoints 'modules/private-endpoints.bicep' = if (privateNetwork) {
  scope: group
  params: {
    location: location
    tags: tags
    virtualNetworkId: network!.outputs.id
    subnetId: network!.outputs.endpointsSubnetId
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
  }
}

module app 'modules/app.bicep' = {
  scope: group
  // The app starts as soon as it is there, and then reaches storage and vault through their endpoints only.
  dependsOn: [
    privateEndpoints
  ]
  params: {
    name: functionAppName
    location: location
    tags: tags
    identityName: identity.outputs.name
    storageName: storage.outputs.name
    deploymentContainerName: storage.outputs.deploymentContainerName
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    wrappingKeyUrl: vault.outputs.wrappingKeyUrl
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    outboundAddresses: privateNetwork ? network!.outputs.outboundAddress : ''
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    publicUrl: publicUrl
    entraClientId: entraClientId
    entraApplicationName: entraApplicationName
    settings: settings
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output FUNCTION_APP_NAME string = app.outputs.name
output PUBLIC_URL string = app.outputs.publicUrl
output MANAGED_IDENTITY_CLIENT_ID string = identity.outputs.clientId
output MANAGED_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output STORAGE_ACCOUNT_NAME string = storage.outputs.name
output KEY_VAULT_NAME string = vault.outputs.name
output WRAPPING_KEY_URL string = vault.outputs.wrappingKeyUrl
output OUTBOUND_IP_ADDRESSES string = privateNetwork ? network!.outputs.outboundAddress : ''
