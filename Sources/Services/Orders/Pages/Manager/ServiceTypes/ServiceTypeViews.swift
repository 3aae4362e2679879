import ServiceKit

/// The list of what can be ordered.
struct ServiceTypesView: PageData {
  static let template = "manager-service-types"

  let list: ListView
  let types: [Row]

  struct Row {
    let path: String
    let name: String
    let minutes: String
    let mark: StatusMark
  }

  static var example: ServiceTypesView {
    ServiceTypesView(
      list: .example,
      types: [
        Row(
          path: "/admin/service-types/1", name: "Tidying", minutes: "60",
          mark: StatusMark(.done, "on offer"))
      ])
  }
}

/// The form of a service type, each of its fields in its own way.
struct ServiceTypeView: PageData {
  static let template = "manager-service-type"

  let form: FormView
  let name: FieldView?
  let about: FieldView?
  let numbers: [FieldView]
  let packing: FieldView?
  let active: FieldView?
  let isActive: Bool
  let weights: [FieldView]
  /// What somebody else has saved meanwhile, beside what was typed; nil: nobody has.
  let overtaken: Overtaken?

  struct Overtaken {
    let fields: [Difference]
  }

  struct Difference {
    let label: String
    let mine: String
    let theirs: String
  }

  init(_ form: FormView, overtaken: Overtaken? = nil) {
    self.form = form
    name = form.field("name")
    about = form.field("about")
    numbers = ServiceTypeEntry.numbers.compactMap(form.field)
    packing = form.field("packing_list")
    active = form.field("active")
    isActive = active?.value.isEmpty == false
    weights = ServiceTypeEntry.weights.compactMap(form.field)
    self.overtaken = overtaken
  }

  private init(_ field: FieldView, in form: FormView) {
    self.form = form
    (name, about, packing, active) = (field, field, field, field)
    (numbers, weights, isActive) = ([field], [field], true)
    overtaken = Overtaken(fields: [Difference(label: "Name", mine: "Tidying", theirs: "Tidy")])
  }

  static var example: ServiceTypeView { ServiceTypeView(.example, in: .example) }
}
