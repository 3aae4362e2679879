import ServiceKit

/// One order as managers see it: everything.
struct OrderDeskView: PageData {
  static let template = "manager-order"

  let mark: StatusMark
  let lead: String
  let facts: Summary
  let money: Summary
  let packing: [String]
  let hasPacking: Bool
  let photos: [PhotoFigure]
  let hasPhotos: Bool
  let acts: [Way]
  let hasActs: Bool
  let links: [Way]
  let history: [Happening]

  struct Way {
    let path: String
    let text: String
  }

  /// One step of its life.
  struct Happening {
    let what: String
    let time: String
    let who: String
    let why: String?
    let note: String?
  }

  static var example: OrderDeskView {
    OrderDeskView(
      mark: StatusMark(.done, "Done"), lead: "Monday, 1 March, 12:00", facts: .example,
      money: .example, packing: ["scoop"], hasPacking: true, photos: [.example], hasPhotos: true,
      acts: [Way(path: "/admin/orders/1/cancel", text: "Cancel")], hasActs: true,
      links: [Way(path: "/admin/orders/1/match", text: "Why Leo?")],
      history: [
        Happening(
          what: "failed", time: "1 March, 12:00", who: "Tom", why: "not done", note: "Fell asleep")
      ])
  }
}
