import ServiceKit

extension PackagesView: PageData {
  static let template = "packages"

  static var example: PackagesView {
    PackagesView(
      days: DaysView.example.days, isEmpty: false, search: "Leo", status: "ready",
      filters: [FilterView(path: "/packages", label: "All", chosen: true)],
      stream: "/packages/stream?since=1", until: "2027-03-01T11:00:00Z", next: "/packages?cursor=x",
      forClerk: true)
  }
}

extension DaysView: PageData {
  static let template = "days"

  static var example: DaysView {
    DaysView(days: [DayView(day: "2027-03-01", heading: "Monday, 1 March", cards: [.example])])
  }
}

extension PackageCard {
  fileprivate static var example: PackageCard {
    PackageCard(
      id: "0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3a10", version: 1, order: "2027-03-01T11:00:00Z",
      pickUpAt: "2027-03-01T11:00:00Z", pickUpTime: "14:00", worker: "Leo", client: "Murka",
      service: "Litter box duty", task: "Empty the box", items: ["scoop"],
      marks: [Mark(text: "Ready", kind: "good")],
      steps: [
        Step(
          name: "take-back", path: "/packages/1/take-back", label: "Take back", kind: "quiet",
          takes: "ready")
      ], back: "/packages", summary: "14:00, Leo: Ready")
  }
}
