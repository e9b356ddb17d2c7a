// A network for the app: it leaves by one fixed address, which customers can let through their vaults' firewalls.

@description('Name of the virtual network')
param name string

@description('Region')
param location string

@description('Tags of all resources')
param tags object

resource address 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: '${name}-outbound'
  location: location
  tags: tags
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAddressVersion: 'IPv4'
    publicIPAllocationMethod: 'Static'
  }
}

resource gateway 'Microsoft.Network/natGateways@2024-05-01' = {
  name: '${name}-outbound'
  location: location
  tags: tags
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIpAddresses: [
      {
        id: address.id
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.0.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.0.0.0/24'
          natGateway: {
            id: gateway.id
          }
          // What Flex Consumption asks for. https://learn.microsoft.com/azure/azure-functions/flex-consumption-how-to#enable-virtual-network-integration
          delegations: [
            {
              name: 'app'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.0.1.0/27'
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }

  resource appSubnet 'subnets' existing = {
    name: 'app'
  }

  resource endpointsSubnet 'subnets' existing = {
    name: 'endpoints'
  }
}

output id string = network.id
output appSubnetId string = network::appSubnet.id
output endpointsSubnetId string = network::endpointsSubnet.id
output outboundAddress string = address.properties.ipAddress
