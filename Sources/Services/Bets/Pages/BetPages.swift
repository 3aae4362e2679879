import Contracts
import ServiceKit

/// What the pages of bets are made of.
enum BetPages {
  private static let texts: [Language: [UInt8]] = [
    .english: PackageResources.en_txt, .russian: PackageResources.ru_txt,
  ]

  static func pages() throws -> Pages {
    try Pages(
      service: BetsModule.name,
      templates: [
        "bets": PackageResources.bets_mustache,
        "bets-one": PackageResources.bets_one_mustache,
        "bets-owed": PackageResources.bets_owed_mustache,
        "bets-pools": PackageResources.bets_pools_mustache,
        "bets-sheet": PackageResources.bets_sheet_mustache,
        "bets-statement": PackageResources.bets_statement_mustache,
        "bets-transfers": PackageResources.bets_transfers_mustache,
      ],
      showing: [
        MarketsPageView.self, MarketPageView.self, OwedPageView.self, StatementPageView.self,
      ],
      texts: texts)
  }

  /// Only bets' own pages show it.
  static func links() throws -> [PageLink] {
    [PageLink(.bets, roles: [.manager], title: "bets", texts: try Texts(texts))]
  }
}
