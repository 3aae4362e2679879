import Contracts
import ServiceKit

/// What the pages of the register are made of.
enum ManagerPages {
  private static let texts: [Language: [UInt8]] = [
    .english: PackageResources.en_txt, .russian: PackageResources.ru_txt,
  ]

  static func pages() throws -> Pages {
    try Pages(
      service: ManagersModule.name,
      templates: [
        "managers": PackageResources.managers_mustache,
        "manager": PackageResources.manager_mustache,
        "new-manager": PackageResources.new_manager_mustache,
      ], showing: [ManagersView.self, ManagerView.self, NewManagerView.self], texts: texts)
  }

  static func links() throws -> [PageLink] {
    [PageLink(.managerList, roles: [.manager], title: "managers", texts: try Texts(texts))]
  }
}
