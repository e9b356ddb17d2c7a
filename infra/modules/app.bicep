// The function app.

@description('Name of the app')
param name string

@description('Region')
param location string

@description('Tags of all resources')
param tags object

@description('Name of the app\'s identity')
param identityName string

@description('Name of the storage account')
param storageName string

@description('Name of the container with the app\'s package')
param deploymentContainerName string

@description('Name of the Application Insights component')
param applicationInsightsName string

@description('URL of the key that wraps data keys')
param wrappingKeyUrl string

@description('Resource id of the subnet that the app leaves by; empty: none')
param subnetId string

@description('IPv4 addresses, with commas between, from which the app calls vaults; empty: nobody knows')
param outboundAddresses string

@description('Memory of an instance in MB')
param instanceMemoryMB int

@description('How many instances there may be')
param maximumInstanceCount int

@description('Origin of the service; empty: https:// and the app\'s host name')
param publicUrl string

@description('Client id of the multi-tenant application')
param entraClientId string

@description('The application\'s name')
param entraApplicationName string

@description('More settings of the service')
param settings object

var clouds = {
  AzureCloud: 'public'
  AzureUSGovernment: 'usgov'
  AzureChinaCloud: 'china'
}
var origin = empty(publicUrl) ? 'https://${app.properties.defaultHostName}' : publicUrl

// Names and addresses. What is secret is in no setting: the app is known by its identity.
var ownSettings = {
  // The platform's
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
  languageWorkers__node__arguments: '--max-semi-space-size=4 --max-old-space-size=384'
  // The platform's and the service's
  APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
  AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
  AzureWebJobsStorage__clientId: identity.properties.clientId
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__queueServiceUri: storage.properties.primaryEndpoints.queue
  AzureWebJobsStorage__tableServiceUri: storage.properties.primaryEndpoints.table
  // The service's
  AZURE_CLOUD: clouds[environment().name]
  ENTRA_APPLICATION_NAME: entraApplicationName
  ENTRA_CLIENT_ID: entraClientId
  ENTRA_MANAGED_IDENTITY_CLIENT_ID: identity.properties.clientId
  OUTBOUND_IP_ADDRESSES: outboundAddresses
  PUBLIC_URL: origin
  WRAPPING_KEY_URL: wrappingKeyUrl
}

// What nobody has set is left out: the platform, too, reads some of these.
var givenSettings = filter(items(settings), setting => !empty(setting.value))

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${deploymentContainerName}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
      }
      runtime: {
        name: 'node'
        version: '24'
      }
    }
  }

  // Deployments sign in at Entra; there is no password for them.
  resource scmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }

  resource ftpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }
}

// Not part of the app's own declaration: it has the app's host name in it.
resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union(toObject(givenSettings, setting => setting.key, setting => setting.value), ownSettings)
}

output name string = app.name
output publicUrl string = origin
