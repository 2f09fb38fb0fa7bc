from django.contrib import admin

from .models import Article, Comment, Tag


class TagInline(admin.TabularInline):
    model = Tag
    extra = 0


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = ["title", "author", "created_at", "hidden"]
    list_filter = ["hidden", "created_at"]
    list_select_related = ["author"]
    search_fields = ["title", "author__username"]
    autocomplete_fields = ["author"]
    exclude = ["favorited_by"]
    inlines = [TagInline]
    actions = ["hide", "show"]

    def get_changeform_initial_data(self, request):
        return {"author": request.user.pk}

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            obj.save_with_new_slug()

    @admin.action(description="Hide selected articles", permissions=["change"])
    def hide(self, request, queryset):
        count = queryset.update(hidden=True)
        self.message_user(request, f"Hidden articles: {count}")

    @admin.action(description="Show selected articles", permissions=["change"])
    def show(self, request, queryset):
        count = queryset.update(hidden=False)
        self.message_user(request, f"Shown articles: {count}")


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
    list_display = ["body", "author", "article", "created_at"]
    list_select_related = ["author", "article"]
    search_fields = ["body"]
    autocomplete_fields = ["author", "article"]
