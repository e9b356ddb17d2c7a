// The service's own vault. It holds one key, which wraps the organizations' data keys, and no secret.

@description('Name of the vault')
param name string

@description('Region')
param location string

@description('Tags of all resources')
param tags object

@description('Object id of the app\'s identity')
param identityPrincipalId string

@description('Object id of who administers; empty: nobody')
param operatorPrincipalId string

@description('What operatorPrincipalId is')
param operatorPrincipalType string

@description('Whether the vault is reached by private endpoints only')
param privateNetwork bool

@description('IPv4 addresses or ranges, with commas between, that are let in all the same')
param operatorAddresses string

@description('Resource id of the workspace that keeps the vault\'s log')
param workspaceId string

var allowedAddresses = empty(operatorAddresses) ? [] : split(operatorAddresses, ',')

// Read, wrap and unwrap with a key, nothing else.
// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security
var roles = {
  'Key Vault Crypto Service Encryption User': 'e147488a-f6f5-4113-8e2d-b22465e65bf6'
}
var roleId = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  roles['Key Vault Crypto Service Encryption User']
)

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    // Without the key nothing that is stored can be read: neither it nor the vault can be lost within 90 days.
    enablePurgeProtection: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: privateNetwork && empty(operatorAddresses) ? 'Disabled' : 'Enabled'
    networkAcls: {
      // Resource Manager makes the key.
      bypass: 'AzureServices'
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
      ipRules: [for address in allowedAddresses: { value: trim(address) }]
    }
  }
}

resource wrappingKey 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'data-key-wrapping'
  tags: tags
  properties: {
    kty: 'RSA'
    // With 4,096 bits the vault does half as much in ten seconds, with 2,048 bits four times as much.
    keySize: 3072
    keyOps: [
      'wrapKey'
      'unwrapKey'
    ]
    // No expiry: an old version has to unwrap until the last data key is wrapped anew, and a deployment that is forgotten
    // must not stop.
    rotationPolicy: {
      lifetimeActions: [
        {
          trigger: {
            timeAfterCreate: 'P1Y'
          }
          action: {
            type: 'rotate'
          }
        }
      ]
    }
  }
}

resource appRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(wrappingKey.id, identityPrincipalId, roleId)
  scope: wrappingKey
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: roleId
  }
}

resource administrationRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorPrincipalId)) {
  name: guid(wrappingKey.id, operatorPrincipalId, roleId)
  scope: wrappingKey
  properties: {
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
    roleDefinitionId: roleId
  }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
  }
}

output name string = vault.name
// Without its version: the service wraps with the newest.
output wrappingKeyUrl string = wrappingKey.properties.keyUri
