public import Contracts
public import ServiceKit

/// What desks are made of: a service adds it to its own pages.
public enum DeskPages {
  public static let templates = [
    "desk": PackageResources.desk_mustache,
    "desk-act": PackageResources.desk_act_mustache,
    "desk-cell": PackageResources.desk_cell_mustache,
    "desk-party": PackageResources.desk_party_mustache,
    "desk-table": PackageResources.desk_table_mustache,
  ]
  public static let data: [any PageData.Type] = [
    DeskListView.self, DeskPartyView.self, DeskActView.self,
  ]

  /// Texts of a service's own, and those that all desks have.
  ///
  /// - Parameter own: by files, in each language.
  public static func texts(and own: [Language: [[UInt8]]]) -> [Language: [UInt8]] {
    shared.merging(own.mapValues { Array($0.joined()) }) { $0 + $1 }
  }

  private static let shared: [Language: [UInt8]] = [
    .english: PackageResources.en_txt, .russian: PackageResources.ru_txt,
  ]
}
