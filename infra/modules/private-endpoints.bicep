// Storage and the service's vault inside of the network.

@description('Region')
param location string

@description('Tags of all resources')
param tags object

@description('Resource id of the virtual network')
param virtualNetworkId string

@description('Resource id of the subnet of the endpoints')
param subnetId string

@description('Name of the storage account')
param storageName string

@description('Name of the vault')
param vaultName string

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

// https://learn.microsoft.com/azure/private-link/private-endpoint-dns
var endpoints = [
  { name: storageName, target: storage.id, group: 'blob', zone: 'privatelink.blob.${environment().suffixes.storage}' }
  { name: storageName, target: storage.id, group: 'queue', zone: 'privatelink.queue.${environment().suffixes.storage}' }
  { name: storageName, target: storage.id, group: 'table', zone: 'privatelink.table.${environment().suffixes.storage}' }
  {
    name: vaultName
    target: vault.id
    group: 'vault'
    zone: 'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}'
  }
]

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [for endpoint in endpoints: {
  name: endpoint.zone
  location: 'global'
  tags: tags
}]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [for (endpoint, index) in endpoints: {
  parent: zones[index]
  name: 'app'
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    // A customer's vault with a private endpoint of its own is an alias into the same zone. It is not in ours, and has to be
    // looked up on the Internet; without this it would not exist for the app.
    resolutionPolicy: 'NxDomainRedirect'
    virtualNetwork: {
      id: virtualNetworkId
    }
  }
}]

resource privateEndpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [for endpoint in endpoints: {
  name: '${endpoint.name}-${endpoint.group}'
  location: location
  tags: tags
  properties: {
    subnet: {
      id: subnetId
    }
    privateLinkServiceConnections: [
      {
        name: endpoint.group
        properties: {
          privateLinkServiceId: endpoint.target
          groupIds: [
            endpoint.group
          ]
        }
      }
    ]
  }
}]

resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [for (endpoint, index) in endpoints: {
  parent: privateEndpoints[index]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: endpoint.group
        properties: {
          privateDnsZoneId: zones[index].id
        }
      }
    ]
  }
  dependsOn: [
    links
  ]
}]
