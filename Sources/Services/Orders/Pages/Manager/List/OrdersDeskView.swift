import ServiceKit

/// The managers' list of orders.
struct OrdersDeskView: PageData {
  static let template = "manager-orders"
  static let files = Visit.live

  let list: ListView
  let filter: Filter
  /// Whose orders these are alone; nil: everybody's.
  let only: Only?
  let rows: [Row]
  /// The same list as a file; nil: it is empty.
  let csv: String?

  struct Filter {
    let action: String
    let statuses: [Choice]
    let fields: [Field]
    let kept: [Kept]
    /// Leads to the whole list; nil: this is it.
    let everything: String?
  }

  struct Choice {
    let value: String
    let text: String
    let isChosen: Bool
  }

  struct Field {
    let name: String
    /// As browsers call what it holds.
    let kind: String
    let label: String
    let value: String
    /// What is wrong with that; nil: nothing.
    let mistake: String?
  }

  struct Kept {
    let name: String
    let value: String
  }

  struct Only {
    let text: String
    let everybody: String
    /// Where the worker's open orders are failed; nil: there are none, or not these alone are shown.
    let failAll: FailAll?
  }

  struct FailAll {
    let path: String
    let text: String
  }

  struct Row {
    let path: String
    let time: String
    let client: String
    let worker: String
    let service: String
    let mark: StatusMark
    let charge: String
  }

  static var example: OrdersDeskView {
    OrdersDeskView(
      list: .example,
      filter: Filter(
        action: "/admin/orders", statuses: [Choice(value: "open", text: "Open", isChosen: true)],
        fields: [
          Field(name: "client", kind: "text", label: "Client", value: "M", mistake: "too short")
        ],
        kept: [Kept(name: "worker", value: "1")], everything: "/admin/orders"),
      only: Only(
        text: "Leo's alone", everybody: "/admin/orders",
        failAll: FailAll(path: "/admin/orders/fail-open?worker=1", text: "Fail all 3")),
      rows: [
        Row(
          path: "/admin/orders/1", time: "Monday, 1 March, 12:00", client: "Murka", worker: "Leo",
          service: "Tidying", mark: StatusMark(.done, "Done"), charge: "95.00")
      ], csv: "/admin/orders/file")
  }
}
