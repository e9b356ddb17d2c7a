// Where logs, metrics and spans go, who may send them, and who is told.

@description('What makes names unique')
param hash string

@description('Region')
param location string

@description('Tags of all resources')
param tags object

@description('How many days logs and metrics are kept')
param retentionDays int

@description('Addresses, with commas between, that alerts are mailed to; empty: nobody')
param alertEmails string

@description('Where the runbook is: an address or a path')
param runbook string

@description('Object id of the app\'s identity')
param identityPrincipalId string

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/monitor
var roles = {
  'Monitoring Metrics Publisher': '3913510d-42f4-4e42-8a64-420c390055eb'
}
var emails = empty(alertEmails) ? [] : split(alertEmails, ',')

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${hash}'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    features: {
      disableLocalAuth: true
    }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${hash}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    // Only identities with the role below are heard; the connection string says where, and opens nothing.
    DisableLocalAuth: true
  }
}

resource publisher 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, identityPrincipalId, roles['Monitoring Metrics Publisher'])
  scope: component
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Monitoring Metrics Publisher'])
  }
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(alertEmails)) {
  name: 'ag-${hash}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'operators'
    emailReceivers: [for (email, index) in emails: {
      name: 'operator-${index}'
      emailAddress: trim(email)
      useCommonAlertSchema: true
    }]
  }
}

module alerts '../monitoring/alerts.json' = {
  params: {
    applicationInsightsId: component.id
    location: location
    actionGroupIds: empty(alertEmails) ? [] : [operators.id]
    runbook: runbook
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(component.id, 'workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Key Vault integration'
    category: 'workbook'
    sourceId: component.id
    serializedData: loadTextContent('../monitoring/workbook.json')
  }
}

output workspaceId string = workspace.id
output applicationInsightsName string = component.name
