package terraform

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/hcl"
)

// images are the arguments that name container images, also in blocks and in jsonencode(…), by what types of resources begin
// with. Other resources call the images of machines so.
var images = []struct{ prefix, argument string }{
	{"aws_apprunner_service", "image_identifier"},
	{"aws_batch_job_definition", "image"},
	{"aws_ecs_task_definition", "image"},
	{"aws_lambda_function", "image_uri"},
	{"azurerm_container_", "image"},
	{"docker_container", "image"},
	{"docker_service", "image"},
	{"google_cloud_run_", "image"},
	{"kubernetes_", "image"},
}

// inside reads what else the bodies of a type of resources name: images, and the charts of Helm.
func (r *reader) inside(typ string, named *hcl.Node) {
	for _, body := range named.Each() {
		switch {
		case typ == "docker_image" && body.Get("build") == nil: // with it, the name is that of what is built
			r.image(body.Get("name"))
		case typ == "helm_release":
			r.chart(body)
		}
	}
	for _, known := range images {
		if strings.HasPrefix(typ, known.prefix) {
			r.search(named, known.argument)
			return
		}
	}
}

// search adds the images that an argument names, wherever it stands below a node.
func (r *reader) search(n *hcl.Node, argument string) {
	for _, m := range n.Members {
		if m.Key.Text == argument {
			r.image(m.Value)
		}
		r.search(m.Value, argument)
	}
	for _, element := range n.Elements {
		r.search(element, argument)
	}
}

// image adds an image. One that only another resource knows says nothing.
func (r *reader) image(n *hcl.Node) {
	reference := n.Reference()
	if !n.Is(hcl.String) || reference != "" && !strings.HasPrefix(reference, "var.") && !strings.HasPrefix(reference, "local.") {
		return
	}
	written := r.text(n)
	if imageref.Component(written.evaluate(nil)).Name == "" {
		return
	}
	r.add(func(known lookup) inventory.Component {
		c := imageref.Component(written.evaluate(known))
		c.Scope = inventory.Runtime
		return c
	}, written)
}

// chart adds the chart of a release.
func (r *reader) chart(release *hcl.Node) {
	name, version, repository := r.text(release.Get("chart")), r.text(release.Get("version")), r.text(release.Get("repository"))
	if len(name) == 0 {
		return
	}
	r.add(func(known lookup) inventory.Component {
		chart, from := trim(name.evaluate(known)), trim(repository.evaluate(known))
		c := inventory.Component{
			Type: purl.Helm, Name: chart.String(), Kind: inventory.Chart, Scope: inventory.Runtime, Direct: true,
			NameSpan: chart.Use(), Resolution: imageref.Resolution(chart, from), Attributes: inventory.Attributes{Registry: from.String()},
		}
		setVersion(&c, version.evaluate(known))
		switch {
		case isFolder(c.Name):
			c.Attributes.Source = c.Name
		case max(chart.Origin(), from.Origin()) != imageref.Unresolved:
			c.PURL = purl.Chart(from.String(), c.Name, c.Version)
		}
		return c
	}, name, version, repository)
}
