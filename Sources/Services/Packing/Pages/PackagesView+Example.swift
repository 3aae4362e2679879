import ServiceKit

extension PackagesView: PageData {
  static let template = "packages"
  static let files = Visit.live + ["packages.css"]

  static var example: PackagesView {
    PackagesView(
      groups: [PackageGroup(day: "2027-03-01", heading: "Monday, 1 March", rows: [.example])],
      forClerk: true, pickUpColumn: "Pick-up", titleColumn: "Worker", list: .example,
      back: "/packages")
  }
}

extension PackageRow {
  fileprivate static var example: PackageRow {
    PackageRow(
      id: "0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3a10", version: 1, order: "1 2027-03-01T11:00:00Z",
      pickUpAt: "2027-03-01T11:00:00Z", pickUp: "14:00", due: "in 2 h",
      lateness: StatusMark(.late, "2 h late"), title: "Leo", items: ["scoop"],
      about: "Litter box duty · Murka", job: "15:00, Roof 7",
      orderPage: "/admin/orders/1", marks: [StatusMark(.done, "Ready")],
      steps: [Step(name: "issue", path: "/packages/1/issue", label: "Issued", takes: nil)],
      others: [
        Step(name: "take-back", path: "/packages/1/take-back", label: "Take back", takes: "ready")
      ], history: [Line(time: "14:00", text: "Ready")], summary: "14:00, Leo: Ready")
  }
}
